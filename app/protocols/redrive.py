"""An SQS redrive policy.

Source: Amazon SQS Developer Guide, "Using dead-letter queues in Amazon SQS".
"""

from app.model import ArrowProperties, Protocol, Semantics, prop


class RedriveProperties(ArrowProperties):
    """When a message has failed for good."""

    max_receive_count: int = prop(
        5,
        "How often a message is handed out before it counts as failed.",
        unit="receives",
        ge=1,
        le=1_000,
        source="Amazon SQS API Reference, SetQueueAttributes: RedrivePolicy",
    )


PROTOCOL = Protocol(
    id="redrive",
    title="Redrive",
    summary="A message that was received too often moves to the dead-letter queue.",
    semantics=frozenset({Semantics.ERROR}),
    words={
        Semantics.ERROR: "a message that {source} has handed out too often without success moves to {target}",
    },
    properties=RedriveProperties,
)
