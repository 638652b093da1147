"""What a design would suffer from without its precautions: the same parts, joined the way one first thinks of it."""

from collections.abc import Iterable, Mapping

from app.edits import apply, removal
from app.kinds import kinds
from app.model import Connection, Design, Finding
from app.model.edit import Batch, Edit, RemoveSuppression, UnsetProperty
from app.review.run import review

_PRECAUTIONS = {
    "function": ("reserved_concurrency",),
    "queue": ("visibility_timeout",),
    "rest-api": ("throttle_rate", "throttle_burst"),
    "http-api": ("throttle_rate", "throttle_burst"),
    "cache": ("time_to_live",),
}
"""Properties, by kind, that nobody sets in a first draft."""
_ON_ARROWS = {"event-source": ("maximum_concurrency",), "http": ("timeout",)}


def naive(design: Design) -> Design:
    """The design without failure targets, caps, timeouts of calls and throttles, and with no reasons given."""
    protocols = {arrow.id: _protocol(design, arrow) for arrow in design.connections}
    dropped = {name for name, protocol in protocols.items() if protocol in ("failure", "redrive")}
    gone: set[str] = set()
    grown = True
    while grown:
        # What was there for failures only goes with them, and what only that led to.
        idle = {
            part.id for part in design.components if part.id not in gone and _idle(design, part.id, protocols, dropped)
        }
        grown = bool(idle)
        gone |= idle
        dropped |= {arrow.id for arrow in design.connections if arrow.source.component in idle}
    bare, _ = apply(design, Batch(edits=tuple(_reasons(design))))
    bare, _ = apply(bare, removal(bare, dropped | gone))
    edits: list[Edit] = [
        UnsetProperty(id=part.id, key=key)
        for part in bare.components
        for key in _PRECAUTIONS.get(part.kind, ())
        if key in part.properties
    ]
    edits += [
        UnsetProperty(id=arrow.id, key=key)
        for arrow in bare.connections
        for key in _ON_ARROWS.get(protocols[arrow.id], ())
        if key in arrow.properties
    ]
    return apply(bare, Batch(edits=tuple(edits)))[0]


def _idle(design: Design, component: str, protocols: Mapping[str, str], dropped: set[str]) -> bool:
    """Whether something led to a component, other than an error answer, and nothing does any more."""
    leading = [arrow.id for arrow in design.arriving(component) if protocols[arrow.id] != "refusal"]
    return bool(leading) and all(name in dropped for name in leading)


def spared(design: Design) -> tuple[Finding, ...]:
    """What the design's precautions spare its owner: findings of the naive form that it does not have itself."""
    own = {(finding.rule, finding.components) for finding in review(_without_reasons(design))}
    return tuple(finding for finding in review(naive(design)) if (finding.rule, finding.components) not in own)


def _without_reasons(design: Design) -> Design:
    return apply(design, Batch(edits=tuple(_reasons(design))))[0]


def _reasons(design: Design) -> Iterable[Edit]:
    return (RemoveSuppression(rule=reason.rule, at=reason.at) for reason in design.suppressions)


def _protocol(design: Design, arrow: Connection) -> str:
    port = kinds()[design.by_id[arrow.source.component].kind].port(arrow.source.port)
    if port is None:
        raise ValueError(f"the arrow {arrow.id!r} names a port that does not exist: check the design first")
    return port.protocol
