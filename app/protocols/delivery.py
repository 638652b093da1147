"""Data Firehose writing to its destination.

Source: Data Firehose Developer Guide, "Understand data delivery in Amazon Data Firehose".
"""

from app.model import Protocol, Semantics

PROTOCOL = Protocol(
    id="delivery",
    title="Delivery",
    summary="Firehose gathers records and writes them to their destination.",
    semantics=frozenset({Semantics.ASYNC}),
    words={
        Semantics.ASYNC: "{source} gathers records and writes them to {target}",
    },
)
