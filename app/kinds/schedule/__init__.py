"""EventBridge schedule: Calls its target at a rate or at fixed times."""

from app.kinds.ports import ASYNC, ERROR, SYNC, leaves
from app.model import Family, Kind, Properties, prop


class ScheduleProperties(Properties):
    """What can be set on an EventBridge schedule."""

    expression: str = prop(
        "rate(1 minute)",
        "When it fires; nothing finer than a minute.",
        pattern=r"^(rate|cron|at)\([^)]{1,100}\)$",
        source="EventBridge Scheduler User Guide, Schedule types in EventBridge Scheduler",
    )
    timezone: str = prop("UTC", "The time zone that a cron expression is read in.", max_length=50)
    retry_attempts: int = prop(3, "How often a failed call is tried again.", ge=0, le=185)
    maximum_event_age: int = prop(3600, "How long a failed call is tried at most.", unit="s", ge=60, le=86_400)

    def telling(self) -> tuple[str, ...]:
        """When it fires."""
        return (self.expression,)


KIND = Kind(
    id="schedule",
    title="EventBridge schedule",
    family=Family.ORCHESTRATION,
    aws_service="Amazon EventBridge",
    summary="Calls its target at a rate or at fixed times.",
    notes=("Scheduled rules on a bus are the older form; AWS now calls them legacy.",),
    icon="resource/AmazonEventBridgeScheduler",
    glyph="⏱",
    properties=ScheduleProperties,
    ports=(
        leaves("ticks", "schedule", ASYNC, "Calls its target."),
        leaves("fails", "failure", ERROR, "Keeps calls that could not be made.", peers=("queue",)),
    ),
)
