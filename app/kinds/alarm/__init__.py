"""CloudWatch alarm: Watches a metric and tells somebody when it crosses a threshold."""

from app.kinds.ports import ASYNC, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class AlarmProperties(Properties):
    """What can be set on a CloudWatch alarm."""

    threshold: float = prop(1, "The value from which it goes off.", ge=0)
    period: int = prop(60, "How long one data point covers.", unit="s", ge=10, le=86_400)
    evaluation_periods: int = prop(1, "How many data points in a row have to cross the threshold.", ge=1, le=1440)


KIND = Kind(
    id="alarm",
    title="CloudWatch alarm",
    family=Family.OPERATIONS,
    aws_service="Amazon CloudWatch",
    summary="Watches a metric and tells somebody when it crosses a threshold.",
    notes=(),
    icon="resource/AmazonCloudWatchAlarm",
    glyph="!",
    properties=AlarmProperties,
    ports=(
        arrives("metrics", "metric", ASYNC, "Watches a metric."),
        leaves("actions", "alarm-action", ASYNC, "Tells somebody."),
    ),
)
