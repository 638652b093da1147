"""Writing logs into a CloudWatch log group."""

from app.model import Protocol, Semantics

PROTOCOL = Protocol(
    id="log",
    title="Log writing",
    summary="The component writes log lines into the group.",
    semantics=frozenset({Semantics.ASYNC}),
    words={
        Semantics.ASYNC: "{source} writes log lines into {target}",
    },
)
