"""An SQS event source mapping: Lambda polls, the function answers which messages failed.

Source: Lambda Developer Guide, "Using Lambda with Amazon SQS".
"""

from app.model import ArrowProperties, Protocol, Semantics, prop


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
        "How many copies of the function work on this queue at once; unset means no cap.",
        ge=2,
        le=1000,
        source="Lambda Developer Guide, Configuring scaling behavior for SQS event source mappings",
    )
    report_batch_item_failures: bool = prop(
        True, "Whether the function names the messages that failed, so that only those come back."
    )


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
