"""A CloudWatch log group, drawn where its lines are a source of events, as in the Distributed Trigger."""

from typing import Literal

from app.kinds.ports import ASYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop

Days = Literal[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]


class LogGroupProperties(Properties):
    """How long a log group remembers."""

    retention: Days = prop(
        30,
        "How long lines are kept; CloudWatch knows certain numbers of days only.",
        unit="days",
        source="CloudWatch Logs API Reference, PutRetentionPolicy: retentionInDays",
    )


KIND = Kind(
    id="log-group",
    title="CloudWatch log group",
    family=Family.OPERATIONS,
    aws_service="Amazon CloudWatch",
    summary="Keeps log lines and sends those that match a filter on.",
    notes=(
        "At most two subscription filters fit on one log group.",
        "A function's group is made by itself, and keeps its lines for ever unless somebody sets the retention.",
        "A function must not subscribe to its own group: each line would make another.",
    ),
    icon="resource/AmazonCloudWatchLogs",
    glyph="LOG",
    properties=LogGroupProperties,
    ports=(
        arrives(
            "lines",
            "log",
            ASYNC,
            "The component writes log lines into the group.",
            actions=("logs:CreateLogStream", "logs:PutLogEvents"),
        ),
        arrives("events", "target", ASYNC, "The group keeps the events that match a rule."),
        leaves("filters", "log-events", ASYNC, "The group sends matching lines on."),
    ),
)
