"""An SQS event source mapping: Lambda polls, the function answers which messages failed.

Source: Lambda Developer Guide, "Using Lambda with Amazon SQS".
"""

from typing import Self

from pydantic import model_validator

from app.model import ArrowProperties, Protocol, Semantics, contradiction, prop


class EventSourceProperties(ArrowProperties):
    """How the messages reach the consumer."""

    batch_size: int = prop(
        10,
        "How many messages one invocation gets at most; FIFO queues allow 10.",
        unit="messages",
        ge=1,
        le=10_000,
        source="Lambda API Reference, CreateEventSourceMapping: BatchSize",
    )
    batch_window: int = prop(
        0,
        "How long Lambda gathers messages before it invokes; needed for batches above 10.",
        unit="s",
        ge=0,
        le=300,
        source="Lambda API Reference, CreateEventSourceMapping: MaximumBatchingWindowInSeconds",
    )
    maximum_concurrency: int | None = prop(
        None,
        "How many instances of the function work on this queue at once; unset means no cap.",
        unit="instances",
        ge=2,
        le=1_000,
        source="Lambda Developer Guide, Configuring scaling behavior for SQS event source mappings",
    )
    report_batch_item_failures: bool = prop(
        True, "Whether the function names the messages that failed, so that only those come back."
    )

    @model_validator(mode="after")
    def _large_batches_need_time(self) -> Self:
        if self.batch_size > 10 and self.batch_window < 1:
            raise contradiction("batch_window", f"batches of {self.batch_size} need a batch_window of at least 1 s")
        return self


PROTOCOL = Protocol(
    id="event-source",
    title="Queue trigger",
    summary="Lambda polls the queue and invokes the function with batches of messages.",
    semantics=frozenset({Semantics.ASYNC}),
    words={
        Semantics.ASYNC: "{target} works through the messages of {source}, batch by batch",
    },
    properties=EventSourceProperties,
)
