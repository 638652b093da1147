"""An SQS queue, standard or FIFO. A dead-letter queue is a queue like any other: its arrows make it one."""

from typing import Self

from pydantic import model_validator

from app.kinds.ports import ASYNC, ERROR, SYNC, arrives, leaves
from app.model import Family, Kind, Properties, contradiction, prop

_SET = "Amazon SQS API Reference, SetQueueAttributes"


class QueueProperties(Properties):
    """Order and times of an SQS queue."""

    fifo: bool = prop(
        False, "Whether messages of one group are kept in order and accepted only once within five minutes."
    )
    visibility_timeout: int = prop(
        60,
        "How long a message stays hidden while a consumer works on it; at least six times the consumer's timeout.",
        unit="s",
        ge=0,
        le=43_200,
        source=f"{_SET}: VisibilityTimeout",
    )
    retention: int = prop(
        345_600,
        "How long a message is kept.",
        unit="s",
        ge=60,
        le=1_209_600,
        source=f"{_SET}: MessageRetentionPeriod",
    )
    delay: int = prop(0, "How long a new message stays hidden.", unit="s", ge=0, le=900, source=f"{_SET}: DelaySeconds")
    content_based_deduplication: bool = prop(False, "Whether a FIFO queue tells duplicates by their body.")

    @model_validator(mode="after")
    def _only_fifo_tells_duplicates(self) -> Self:
        if self.content_based_deduplication and not self.fifo:
            raise contradiction("content_based_deduplication", "only a FIFO queue tells duplicates: set fifo as well")
        return self

    def telling(self) -> tuple[str, ...]:
        """That it keeps order and that it delays, where it does."""
        return (*(("FIFO",) if self.fifo else ()), *((f"delay {self.delay} s",) if self.delay else ()))


KIND = Kind(
    id="queue",
    title="SQS queue",
    family=Family.MESSAGING,
    aws_service="Amazon SQS",
    summary="Keeps messages until a consumer has dealt with them.",
    notes=(
        "A message holds up to 1 MiB and is kept for 14 days at most.",
        "A standard queue may deliver a message twice and out of order; a FIFO queue keeps order per message group.",
        "The dead-letter queue of a FIFO queue must be FIFO too, and lives in the same account and region.",
        "A FIFO queue takes 300 calls a second, more with batches or in high throughput mode.",
    ),
    icon="architecture-service/AmazonSimpleQueueService",
    glyph="Q",
    properties=QueueProperties,
    ports=(
        arrives("messages", "message", ASYNC, "The sender puts a message on the queue.", actions=("sqs:SendMessage",)),
        arrives("notices", "subscription", ASYNC, "The queue receives a topic's messages."),
        arrives("objects", "notification", ASYNC, "The queue hears of a bucket's objects."),
        arrives("events", "target", ASYNC, "The queue receives the events that match a rule."),
        arrives("ticks", "schedule", ASYNC, "The queue receives a schedule's events.", actions=("sqs:SendMessage",)),
        arrives("redriven", "redrive", ERROR, "The queue keeps another queue's failed messages.", peers=("queue",)),
        arrives("failures", "failure", ERROR, "The queue keeps what failed elsewhere.", actions=("sqs:SendMessage",)),
        arrives(
            "polled",
            "poll",
            SYNC,
            "The function itself asks the queue for messages.",
            actions=("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"),
        ),
        leaves("consumers", "event-source", ASYNC, "A consumer works through the queue."),
        leaves("redrives", "redrive", ERROR, "The queue moves failed messages to a dead-letter queue."),
        leaves("metrics", "metric", ASYNC, "The queue reports a metric to an alarm."),
    ),
)
