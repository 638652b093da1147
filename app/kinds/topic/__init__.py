"""An SNS topic, standard or FIFO. Each arrow that leaves it is a subscription, with a filter and retries of its own."""

from typing import Self

from pydantic import model_validator

from app.kinds.ports import ASYNC, ERROR, arrives, leaves
from app.model import Family, Kind, Properties, contradiction, prop


class TopicProperties(Properties):
    """Whether an SNS topic keeps order."""

    fifo: bool = prop(False, "Whether messages of one group reach subscribers in order.")
    content_based_deduplication: bool = prop(False, "Whether a FIFO topic tells duplicates by their body.")

    @model_validator(mode="after")
    def _only_fifo_tells_duplicates(self) -> Self:
        if self.content_based_deduplication and not self.fifo:
            raise contradiction("content_based_deduplication", "only a FIFO topic tells duplicates: set fifo as well")
        return self

    def telling(self) -> tuple[str, ...]:
        """That it keeps order, where it does."""
        return ("FIFO",) if self.fifo else ()


KIND = Kind(
    id="topic",
    title="SNS topic",
    family=Family.MESSAGING,
    aws_service="Amazon SNS",
    summary="Pushes a copy of each message to every subscriber that wants it.",
    notes=(
        "A FIFO topic delivers to SQS queues only; for order all the way they must be FIFO too.",
        "SNS tries queues and functions again for 23 days, an HTTPS subscriber for an hour at most.",
        "What it can't deliver is lost, unless the subscription has a dead-letter queue.",
    ),
    icon="architecture-service/AmazonSimpleNotificationService",
    glyph="T",
    properties=TopicProperties,
    ports=(
        arrives("messages", "message", ASYNC, "The sender publishes a message to the topic.", actions=("sns:Publish",)),
        arrives("objects", "notification", ASYNC, "The topic hears of a bucket's objects."),
        arrives("events", "target", ASYNC, "The topic receives the events that match a rule."),
        arrives("ticks", "schedule", ASYNC, "The topic receives a schedule's events.", actions=("sns:Publish",)),
        arrives("alarms", "alarm-action", ASYNC, "The topic hears of an alarm."),
        arrives(
            "failures",
            "failure",
            ERROR,
            "The topic spreads the news of what failed elsewhere.",
            actions=("sns:Publish",),
        ),
        leaves("subscribers", "subscription", ASYNC, "The topic pushes messages to a subscriber."),
        leaves("fails", "failure", ERROR, "The topic keeps there what it could not deliver.", peers=("queue",)),
        leaves("metrics", "metric", ASYNC, "The topic reports a metric to an alarm."),
    ),
)
