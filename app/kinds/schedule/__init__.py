"""An EventBridge Scheduler schedule, in place of the article's CloudWatch Rule."""

import re
from typing import Self

from pydantic import model_validator

from app.kinds.ports import ASYNC, ERROR, leaves
from app.model import Family, Kind, Properties, contradiction, prop

_RETRY = "EventBridge Scheduler API Reference, RetryPolicy"
_RATE = re.compile(r"rate\([1-9][0-9]{0,4} (minute|hour|day)s?\)")
_CRON = re.compile(r"cron\(\S+( \S+){5}\)")
_AT = re.compile(r"at\([0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\)")


class ScheduleProperties(Properties):
    """When a schedule fires, and how often it tries."""

    expression: str = prop(
        "rate(1 minute)",
        "When it fires, as rate(…), cron(…) or at(…); nothing is finer than a minute.",
        pattern=r"^(rate|cron|at)\([^)]{1,100}\)$",
        max_length=256,
        source="EventBridge Scheduler User Guide, Schedule types in EventBridge Scheduler",
    )
    timezone: str = prop(
        "UTC",
        "The time zone that a cron expression is read in, by its IANA name.",
        pattern=r"^[A-Za-z][A-Za-z0-9_+/-]*$",
        max_length=50,
        source="EventBridge Scheduler API Reference, CreateSchedule: ScheduleExpressionTimezone",
    )
    retry_attempts: int = prop(
        3,
        "How often a failed call is tried again.",
        unit="retries",
        ge=0,
        le=185,
        source=f"{_RETRY}: MaximumRetryAttempts",
    )
    maximum_event_age: int = prop(
        3_600,
        "How long a failed call is tried at most.",
        unit="s",
        ge=60,
        le=86_400,
        source=f"{_RETRY}: MaximumEventAgeInSeconds",
    )

    @model_validator(mode="after")
    def _expression_is_one(self) -> Self:
        if not any(form.fullmatch(self.expression) for form in (_RATE, _CRON, _AT)):
            raise contradiction(
                "expression",
                f"{self.expression!r} is no schedule: write rate(5 minutes), cron(0 9 ? * MON-FRI *) with six fields, "
                "or at(2026-12-31T23:00:00)",
            )
        return self

    def telling(self) -> tuple[str, ...]:
        """When it fires."""
        return (self.expression,)


KIND = Kind(
    id="schedule",
    title="EventBridge schedule",
    family=Family.ORCHESTRATION,
    aws_service="Amazon EventBridge",
    summary="Calls its target at a rate or at fixed times.",
    notes=(
        "It fires somewhere within its minute, and at least once: make what it calls idempotent.",
        "Scheduled rules on a bus are the older form; AWS now calls them legacy.",
        "A call that keeps failing is dropped, unless the schedule has a dead-letter queue.",
    ),
    icon="resource/AmazonEventBridgeScheduler",
    glyph="⏱",
    properties=ScheduleProperties,
    ports=(
        leaves("ticks", "schedule", ASYNC, "The schedule calls its target."),
        leaves(
            "fails", "failure", ERROR, "The schedule keeps there the calls that it could not make.", peers=("queue",)
        ),
    ),
)
