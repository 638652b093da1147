"""An EventBridge rule: the arrow is the rule, so its pattern is the arrow's property.

Source: EventBridge User Guide, "Creating Amazon EventBridge event patterns".
"""

from collections.abc import Mapping
from typing import Any, Self

from pydantic import model_validator

from app.model import ArrowProperties, Protocol, Semantics, contradiction, prop


class TargetProperties(ArrowProperties):
    """The rule."""

    event_pattern: Mapping[str, Any] | None = prop(
        None,
        "Which events match, as an EventBridge event pattern; unset means those of this design's own sources.",
        source="EventBridge User Guide, Creating Amazon EventBridge event patterns",
    )

    @model_validator(mode="after")
    def _pattern_has_lists(self) -> Self:
        if self.event_pattern is not None and (wrong := _unlisted(self.event_pattern, ())):
            raise contradiction("event_pattern", f"{wrong} must be a list of what matches, such as [shipped]")
        return self


def _unlisted(pattern: Mapping[str, Any], path: tuple[str, ...]) -> str | None:
    """The first field of a pattern that holds neither a list nor a mapping, with dots for its way."""
    if not pattern:
        return ".".join(path) or "the pattern"
    for key, value in pattern.items():
        if isinstance(value, Mapping):
            if wrong := _unlisted(value, (*path, key)):
                return wrong
        elif not isinstance(value, list) or not value:
            return ".".join((*path, key))
    return None


PROTOCOL = Protocol(
    id="target",
    title="EventBridge rule",
    summary="A rule on the bus sends the events that match its pattern to a target.",
    semantics=frozenset({Semantics.ASYNC}),
    words={
        Semantics.ASYNC: "{source} sends {target} the events that match the rule on this arrow",
    },
    properties=TargetProperties,
)
