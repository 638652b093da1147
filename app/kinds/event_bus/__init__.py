"""An EventBridge event bus. Its rules are the arrows that leave it, each with its pattern: a rule with two targets is
two arrows, so that every arrow can be read alone.
"""

from app.kinds.ports import ASYNC, ERROR, OURS, arrives, leaves
from app.model import Family, Kind, Properties, prop


class EventBusProperties(Properties):
    """Which bus, and whether it remembers."""

    default: bool = prop(False, "Whether this is the account's default bus, where AWS's own events arrive.")
    archive_days: int | None = prop(
        None,
        "How long events are archived for a replay; unset means not at all.",
        unit="days",
        ge=1,
        le=36_500,
        source=OURS,
    )

    def telling(self) -> tuple[str, ...]:
        """That it is the default bus, where it is."""
        return ("default bus",) if self.default else ()


KIND = Kind(
    id="event-bus",
    title="EventBridge bus",
    family=Family.MESSAGING,
    aws_service="Amazon EventBridge",
    summary="Receives events and sends each to the targets whose rule matches.",
    notes=(
        "Every arrow that leaves it is a rule; a rule takes at most five targets, a bus 300 rules by default.",
        "It retries a target for up to 24 hours, then drops the event unless the rule has a dead-letter queue.",
        "Events arrive at least once and in no certain order.",
        "CloudWatch Events became EventBridge in 2019.",
    ),
    icon="architecture-service/AmazonEventBridge",
    glyph="EB",
    properties=EventBusProperties,
    ports=(
        arrives("messages", "message", ASYNC, "The sender puts an event on the bus.", actions=("events:PutEvents",)),
        arrives("objects", "notification", ASYNC, "The bus hears of a bucket's objects."),
        arrives("events", "target", ASYNC, "The bus receives another bus's events.", peers=("event-bus",)),
        arrives(
            "failures",
            "failure",
            ERROR,
            "The bus spreads the news of what failed elsewhere.",
            actions=("events:PutEvents",),
        ),
        leaves("rules", "target", ASYNC, "The bus sends the events that match a rule to its target."),
        leaves("fails", "failure", ERROR, "The bus keeps there what it could not deliver.", peers=("queue",)),
        leaves("metrics", "metric", ASYNC, "The bus reports a metric to an alarm."),
    ),
)
