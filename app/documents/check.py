"""What only kinds and protocols can tell about a design: its kinds, properties, ports and meanings."""

from collections.abc import Iterator

from pydantic import ValidationError

from app.documents.joins import UNNAMED, Join, cannot_join, fitting_joins, in_words
from app.documents.shape import complaints, strictly
from app.documents.yaml_text import Path, Source
from app.kinds import kinds
from app.model import Component, Connection, Direction, Draft, Finding, Semantics, nearest
from app.protocols import arrow_model


def check(design: Draft, source: Source | None = None, path: Path = ()) -> tuple[Finding, ...]:
    """Everything that makes a well-formed design wrong, in document order.

    With a source, findings carry file and line; without, their place is a JSON pointer into the design.
    """
    at = source or Source(file="", data=design.model_dump(mode="json", by_alias=True), places={}, keys={})
    whole = path if source else ()
    return tuple(_findings(design, at, whole))


def _findings(design: Draft, source: Source, path: Path) -> Iterator[Finding]:
    incoherent = [(*path, *_parts(where), message) for where, message in design.incoherences()]
    for *where, message in incoherent:
        yield source.finding(tuple(where), str(message), rule="reference")
    if incoherent:
        return
    components = {component.id: component for component in design.components}
    arrows = {arrow.id: arrow for arrow in design.connections}
    calls = {_ends(arrow) for arrow in design.connections if arrow.semantics is not Semantics.ERROR}
    for index, component in enumerate(design.components):
        yield from _component(component, source, (*path, "components", index))
    for index, arrow in enumerate(design.connections):
        yield from _arrow(arrow, components, arrows, calls, source, (*path, "connections", index))


def _parts(where: str) -> Path:
    return tuple(int(part) if part.isdigit() else part for part in where.strip("/").split("/"))


def _component(component: Component, source: Source, path: Path) -> Iterator[Finding]:
    kind = kinds().get(component.kind)
    if kind is None:
        message = f"there is no kind {component.kind!r}{nearest(component.kind, kinds())}"
        remedy = f"The kinds are {', '.join(kinds())}."
        yield source.finding((*path, "kind"), message, remedy, rule="kind").model_copy(
            update={"components": (component.id,)}
        )
        return
    try:
        strictly(kind.properties, component.properties)
    except ValidationError as error:
        for finding in complaints(error, kind.properties, source, (*path, "properties")):
            yield finding.model_copy(update={"rule": "property", "components": (component.id,)})


def _arrow(
    arrow: Connection,
    components: dict[str, Component],
    arrows: dict[str, Connection],
    calls: set[tuple[str, str]],
    source: Source,
    path: Path,
) -> Iterator[Finding]:
    ends = (components[arrow.source.component], components[arrow.target.component])
    if any(end.kind not in kinds() for end in ends):
        return
    for side, end, component in zip(("from", "to"), (arrow.source, arrow.target), ends, strict=True):
        kind = kinds()[component.kind]
        if end.port != UNNAMED and kind.port(end.port) is None:
            message = f"{end.component!r} is of the kind {kind.title}, which has no port {end.port!r}"
            message += nearest(end.port, (port.id for port in kind.ports))
            yield _of_arrow(arrow, source, (*path, side), message, "", "port")
            return
    join, complaint = _join(arrow, ends)
    if complaint is not None:
        where, message, remedy, rule = complaint
        yield _of_arrow(arrow, source, (*path, where), message, remedy, rule)
    if join is None:
        return
    yield from _arrow_properties(arrow, arrows, join, source, path)
    callee, caller = _ends(arrow)
    if join.source.protocol == "refusal" and (caller, callee) not in calls:
        message = f"the error answer {arrow.id!r} answers no call: no arrow leads from {caller!r} to {callee!r}"
        yield _of_arrow(arrow, source, path, message, "Draw the call, or remove its answer.", "answer")


def _join(arrow: Connection, ends: tuple[Component, Component]) -> tuple[Join | None, tuple[str, str, str, str] | None]:
    """How the ports of an arrow join; if they don't, why, as (key, message, remedy, rule)."""
    start, end = (ends[0].kind, arrow.source.port), (ends[1].kind, arrow.target.port)
    fitting = fitting_joins(arrow.semantics, start, end)
    if len(fitting) == 1 and UNNAMED not in (start[1], end[1]):
        return fitting[0], None
    one, other = arrow.source.component, arrow.target.component
    if fitting:
        ways = " or ".join(f"from: {one}.{join.source.id}, to: {other}.{join.target.id}" for join in fitting)
        return None, ("from", f"{one!r} and {other!r} join in more than one way", f"Say which: {ways}.", "join")
    for side, (kind, port), wrong in (("from", start, Direction.IN), ("to", end, Direction.OUT)):
        named = kinds()[kind].port(port)
        if named is not None and named.direction is wrong:
            doing, back = ("start", "receives") if side == "from" else ("end", "sends")
            message = f"no arrow can {doing} at {arrow.source if side == 'from' else arrow.target}, which only {back}"
            return None, (side, message, "Swap `from` and `to`, or name another port.", "join")
    others = frozenset().union(*(j.semantics for meaning in Semantics for j in fitting_joins(meaning, start, end)))
    if others and UNNAMED not in (start[1], end[1]):
        message = f"an arrow from {arrow.source} to {arrow.target} cannot be {arrow.semantics}"
        return None, ("semantics", message, f"It can be {in_words(others)}.", "semantics")
    called = ("" if at.port == UNNAMED else str(at) for at in (arrow.source, arrow.target))
    message, remedy = cannot_join(start[0], end[0], arrow.semantics, *called)
    return None, ("semantics", message, remedy, "semantics") if others else ("from", message, remedy, "join")


def _ends(arrow: Connection) -> tuple[str, str]:
    return arrow.source.component, arrow.target.component


def _arrow_properties(
    arrow: Connection, arrows: dict[str, Connection], join: Join, source: Source, path: Path
) -> Iterator[Finding]:
    model = arrow_model(join.source, join.target)
    try:
        properties = strictly(model, arrow.properties)
    except ValidationError as error:
        for finding in complaints(error, model, source, (*path, "properties")):
            yield finding.model_copy(update={"rule": "property", "connections": (arrow.id,)})
        return
    for named in properties.arrows_named():
        other = arrows.get(named)
        if other is None:
            message = f"there is no arrow {named!r}{nearest(named, arrows)}"
        elif arrow.source.component not in (other.source.component, other.target.component):
            message = f"the arrow {named!r} neither starts nor ends at {arrow.source.component!r}"
        else:
            continue
        yield _of_arrow(arrow, source, (*path, "properties", "of"), message, "", "reference")


def _of_arrow(arrow: Connection, source: Source, path: Path, message: str, remedy: str, rule: str) -> Finding:
    return source.finding(path, message, remedy, rule=rule).model_copy(update={"connections": (arrow.id,)})
