"""SQS queue: Keeps messages until a consumer has dealt with them."""

from app.kinds.ports import ASYNC, ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class QueueProperties(Properties):
    """What can be set on an SQS queue."""

    fifo: bool = prop(
        False, "Whether messages of one group are kept in order and delivered exactly once into the queue."
    )
    visibility_timeout: int = prop(
        60,
        "How long a message stays hidden while a consumer works on it; at least six times the consumer's timeout.",
        unit="s",
        ge=0,
        le=43_200,
        source="SQS Developer Guide, Amazon SQS visibility timeout",
    )
    retention: int = prop(
        345_600,
        "How long a message is kept.",
        unit="s",
        ge=60,
        le=1_209_600,
        source="SQS Developer Guide, Amazon SQS message quotas",
    )
    delay: int = prop(
        0,
        "How long a new message stays hidden.",
        unit="s",
        ge=0,
        le=900,
        source="SQS Developer Guide, Amazon SQS delay queues",
    )
    content_based_deduplication: bool = prop(False, "Whether a FIFO queue tells duplicates by their body.")

    def telling(self) -> tuple[str, ...]:
        """That it keeps order, where it does."""
        return ("FIFO",) if self.fifo else ()


KIND = Kind(
    id="queue",
    title="SQS queue",
    family=Family.MESSAGING,
    aws_service="Amazon SQS",
    summary="Keeps messages until a consumer has dealt with them.",
    notes=(
        "A message holds up to 1 MiB.",
        "A standard queue may deliver a message twice and out of order; a FIFO queue keeps order per message group.",
    ),
    icon="architecture-service/AmazonSimpleQueueService",
    glyph="Q",
    properties=QueueProperties,
    ports=(
        arrives("messages", "message", ASYNC, "Takes messages.", actions=("sqs:SendMessage",)),
        arrives("notices", "subscription", ASYNC, "Receives a topic's messages."),
        arrives("objects", "notification", ASYNC, "Hears of a bucket's objects."),
        arrives("events", "target", ASYNC, "Receives events by a rule."),
        arrives("ticks", "schedule", ASYNC, "Receives a schedule's events.", actions=("sqs:SendMessage",)),
        arrives("redriven", "redrive", ERROR, "Keeps another queue's failed messages.", peers=("queue",)),
        arrives("failures", "failure", ERROR, "Keeps what failed elsewhere.", actions=("sqs:SendMessage",)),
        arrives(
            "polled",
            "poll",
            SYNC,
            "Is read by hand.",
            actions=("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
        ),
        leaves("consumers", "event-source", ASYNC, "Is worked through by a consumer."),
        leaves("redrives", "redrive", ERROR, "Moves failed messages to a dead-letter queue."),
        leaves("metrics", "metric", ASYNC, "Reports metrics."),
    ),
)
