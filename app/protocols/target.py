"""An EventBridge rule: the arrow is the rule, so its pattern is the arrow's property.

Source: EventBridge User Guide, "Amazon EventBridge event patterns".
"""

from collections.abc import Mapping
from typing import Any

from app.model import ArrowProperties, Protocol, Semantics, prop


class TargetProperties(ArrowProperties):
    """The rule."""

    event_pattern: Mapping[str, Any] | None = prop(
        None, "Which events match; unset means those of this design's own sources."
    )


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
