"""The way back of a synchronous call that fails: it runs against a sync arrow between the same two components."""

from app.model import Protocol, Semantics

PROTOCOL = Protocol(
    id="refusal",
    title="Error answer",
    summary="A call that failed is answered with an error.",
    semantics=frozenset({Semantics.ERROR}),
    words={
        Semantics.ERROR: "{source} answers {target} with an error",
    },
)
