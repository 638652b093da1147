"""The way back of a call that fails: it runs against an arrow between the same two components.

A document that draws the answer without the call is refused, since nobody would get it.
"""

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
