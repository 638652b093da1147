"""Reading and writing a store: items, rows, objects, cached values, parameters.

Always synchronous: DynamoDB, S3 and the rest answer over HTTP or a connection, and the caller waits for it.
"""

from typing import Literal

from app.model import ArrowProperties, Protocol, Semantics, prop


class QueryProperties(ArrowProperties):
    """What the caller may do."""

    access: Literal["read", "write", "read-write"] = prop(
        "read-write", "What the caller may do to the data; decides its permissions."
    )


PROTOCOL = Protocol(
    id="query",
    title="Query",
    summary="The caller reads or writes a store and waits for the answer.",
    semantics=frozenset({Semantics.SYNC}),
    words={
        Semantics.SYNC: "{source} reads or writes {target} and waits for the answer",
    },
    properties=QueryProperties,
)
