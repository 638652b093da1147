"""CloudWatch log group: Keeps log lines and sends those that match a filter on."""

from app.kinds.ports import ASYNC, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class LogGroupProperties(Properties):
    """What can be set on a CloudWatch log group."""

    retention: int = prop(
        30, "How long lines are kept; CloudWatch knows certain numbers of days only.", unit="days", ge=1, le=3653
    )


KIND = Kind(
    id="log-group",
    title="CloudWatch log group",
    family=Family.OPERATIONS,
    aws_service="Amazon CloudWatch",
    summary="Keeps log lines and sends those that match a filter on.",
    notes=("At most two subscription filters fit on one log group.",),
    icon="resource/AmazonCloudWatchLogs",
    glyph="LOG",
    properties=LogGroupProperties,
    ports=(
        arrives("lines", "log", ASYNC, "Takes log lines.", actions=("logs:CreateLogStream", "logs:PutLogEvents")),
        arrives("events", "target", ASYNC, "Receives events by a rule."),
        leaves("filters", "log-events", ASYNC, "Sends matching lines on."),
    ),
)
