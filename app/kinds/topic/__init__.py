"""SNS topic: Pushes a copy of each message to every subscriber that wants it."""

from app.kinds.ports import ASYNC, ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class TopicProperties(Properties):
    """What can be set on an SNS topic."""

    fifo: bool = prop(False, "Whether messages of one group reach subscribers in order.")
    content_based_deduplication: bool = prop(False, "Whether a FIFO topic tells duplicates by their body.")

    def telling(self) -> tuple[str, ...]:
        """That it keeps order, where it does."""
        return ("FIFO",) if self.fifo else ()


KIND = Kind(
    id="topic",
    title="SNS topic",
    family=Family.MESSAGING,
    aws_service="Amazon SNS",
    summary="Pushes a copy of each message to every subscriber that wants it.",
    notes=("A FIFO topic delivers to SQS queues only.",),
    icon="architecture-service/AmazonSimpleNotificationService",
    glyph="T",
    properties=TopicProperties,
    ports=(
        arrives("messages", "message", ASYNC, "Takes messages.", actions=("sns:Publish",)),
        arrives("objects", "notification", ASYNC, "Hears of a bucket's objects."),
        arrives("events", "target", ASYNC, "Receives events by a rule."),
        arrives("ticks", "schedule", ASYNC, "Receives a schedule's events.", actions=("sns:Publish",)),
        arrives("alarms", "alarm-action", ASYNC, "Hears of an alarm."),
        arrives("failures", "failure", ERROR, "Tells of what failed elsewhere.", actions=("sns:Publish",)),
        leaves("subscribers", "subscription", ASYNC, "Pushes messages to subscribers."),
        leaves("fails", "failure", ERROR, "Keeps what it could not deliver.", peers=("queue",)),
        leaves("metrics", "metric", ASYNC, "Reports metrics."),
    ),
)
