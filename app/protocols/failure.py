"""A failure target: a function's on-failure destination, a subscription's or rule's or schedule's dead-letter queue, a
workflow's Catch. `of` names the arrows whose failures it carries; without it, all that can fail at the source.
"""

from app.model import ArrowProperties, Identifier, Protocol, Semantics, prop


class FailureProperties(ArrowProperties):
    """Whose failures."""

    of: tuple[Identifier, ...] = prop(
        (),
        "The ids of the arrows whose failures end here; empty means all that can fail there.",
        max_length=50,
    )

    def arrows_named(self) -> tuple[str, ...]:
        """The arrows whose failures end here."""
        return self.of


PROTOCOL = Protocol(
    id="failure",
    title="Failure target",
    summary="What could not be processed or delivered is kept at the target.",
    semantics=frozenset({Semantics.ERROR}),
    words={
        Semantics.ERROR: "what {source} could not process or deliver ends at {target}",
    },
    properties=FailureProperties,
)
