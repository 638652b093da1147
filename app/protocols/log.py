"""Writing log lines into a CloudWatch log group, drawn only where the lines matter to the design."""

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
