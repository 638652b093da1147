"""EventBridge bus: Receives events and sends each to the targets whose rule matches; every arrow that leaves it is a rule."""

from app.kinds.ports import ASYNC, ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class EventBusProperties(Properties):
    """What can be set on an EventBridge bus."""

    default: bool = prop(False, "Whether this is the account's default bus, where AWS's own events arrive.")
    archive_days: int | None = prop(
        None, "How long events are archived for a replay; unset means not at all.", unit="days", ge=1, le=36_500
    )


KIND = Kind(
    id="event-bus",
    title="EventBridge bus",
    family=Family.MESSAGING,
    aws_service="Amazon EventBridge",
    summary="Receives events and sends each to the targets whose rule matches; every arrow that leaves it is a rule.",
    notes=("CloudWatch Events became EventBridge in 2019.",),
    icon="architecture-service/AmazonEventBridge",
    glyph="EB",
    properties=EventBusProperties,
    ports=(
        arrives("messages", "message", ASYNC, "Takes events.", actions=("events:PutEvents",)),
        arrives("objects", "notification", ASYNC, "Hears of a bucket's objects."),
        arrives("events", "target", ASYNC, "Receives another bus's events.", peers=("event-bus",)),
        arrives("failures", "failure", ERROR, "Tells of what failed elsewhere.", actions=("events:PutEvents",)),
        leaves("rules", "target", ASYNC, "Sends the events that match a rule."),
        leaves("fails", "failure", ERROR, "Keeps what it could not deliver.", peers=("queue",)),
        leaves("metrics", "metric", ASYNC, "Reports metrics."),
    ),
)
