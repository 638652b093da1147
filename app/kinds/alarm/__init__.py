"""A CloudWatch alarm on one metric. Which metric is said by the arrow that ends here, as is whom it tells by those that
leave; so one alarm kind serves queues, functions and streams alike.
"""

from typing import Self

from pydantic import model_validator

from app.kinds.ports import ASYNC, OURS, arrives, leaves
from app.model import Family, Kind, Properties, contradiction, prop

_PUT = "CloudWatch API Reference, PutMetricAlarm"


class AlarmProperties(Properties):
    """When a CloudWatch alarm goes off."""

    threshold: float = prop(
        1, "The value from which it goes off, in the metric's own unit.", ge=0, le=1_000_000_000_000, source=OURS
    )
    period: int = prop(
        60,
        "How long one data point covers: 10, 20 or 30 seconds, or whole minutes.",
        unit="s",
        ge=10,
        le=86_400,
        source=f"{_PUT}: Period",
    )
    evaluation_periods: int = prop(
        1,
        "How many data points in a row have to cross the threshold.",
        unit="periods",
        ge=1,
        le=8_640,
        source=f"{_PUT}: EvaluationPeriods",
    )

    @model_validator(mode="after")
    def _watches_whole_minutes_and_not_too_many(self) -> Self:
        if self.period not in (10, 20, 30) and self.period % 60:
            raise contradiction("period", "CloudWatch knows periods of 10, 20 and 30 s and of whole minutes")
        longest, words = (86_400, "one day") if self.period < 3_600 else (604_800, "seven days")
        if self.period * self.evaluation_periods > longest:
            raise contradiction(
                "evaluation_periods", f"{self.evaluation_periods} periods of {self.period} s are more than {words}"
            )
        return self


KIND = Kind(
    id="alarm",
    title="CloudWatch alarm",
    family=Family.OPERATIONS,
    aws_service="Amazon CloudWatch",
    summary="Watches a metric and tells somebody when it crosses a threshold.",
    notes=(
        "On a dead-letter queue, watch ApproximateNumberOfMessagesVisible and go off at 1.",
        "On a stream's reader, watch IteratorAge: it grows when the reader falls behind or is stuck.",
        "Periods below a minute cost more, and only metrics that are stored at that resolution fill them.",
    ),
    icon="resource/AmazonCloudWatchAlarm",
    glyph="!",
    properties=AlarmProperties,
    ports=(
        arrives("metrics", "metric", ASYNC, "The alarm watches a metric of the component."),
        leaves("actions", "alarm-action", ASYNC, "The alarm tells somebody when its state changes."),
    ),
)
