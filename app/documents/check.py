"""What only kinds and protocols can tell about a design: its kinds, properties, ports and meanings."""

from collections.abc import Iterator

from pydantic import ValidationError

from app.documents.joins import cannot_join, joins
from app.documents.shape import complaints
from app.documents.yaml_text import Path, Source, pointer
from app.kinds import kinds
from app.model import Component, Connection, Direction, Draft, Finding, Place, Port, Semantics, Severity, nearest
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
    for index, component in enumerate(design.components):
        yield from _component(component, source, (*path, "components", index))
    for index, arrow in enumerate(design.connections):
        yield from _arrow(arrow, components, arrows, source, (*path, "connections", index))


def _parts(where: str) -> Path:
    return tuple(int(part) if part.isdigit() else part for part in where.strip("/").split("/"))


def _component(component: Component, source: Source, path: Path) -> Iterator[Finding]:
    kind = kinds().get(component.kind)
    if kind is None:
        message = f"there is no kind {component.kind!r}{nearest(component.kind, kinds())}"
        yield source.finding((*path, "kind"), message, "GET /api/kinds lists them.", rule="kind")
        return
    try:
        kind.read(component.properties)
    except ValidationError as error:
        for finding in complaints(error, kind.properties, source, (*path, "properties")):
            yield finding.model_copy(update={"rule": "property", "components": (component.id,)})


def _arrow(
    arrow: Connection, components: dict[str, Component], arrows: dict[str, Connection], source: Source, path: Path
) -> Iterator[Finding]:
    ends = (components[arrow.source.component], components[arrow.target.component])
    if any(end.kind not in kinds() for end in ends):
        return
    ports: list[Port] = []
    for side, end, component in zip(("from", "to"), (arrow.source, arrow.target), ends, strict=True):
        kind = kinds()[component.kind]
        if (port := kind.port(end.port)) is None:
            message = f"a {kind.title} has no port {end.port!r}{nearest(end.port, (p.id for p in kind.ports))}"
            yield _of_arrow(arrow, source, (*path, side), message, "", "port")
            return
        ports.append(port)
    start, finish = ports
    fitting = [j for j in joins(ends[0].kind, ends[1].kind) if (j.source, j.target) == (start, finish)]
    if not fitting:
        if start.direction is not Direction.OUT:
            message, remedy = f"no arrow can start at {arrow.source}, which only receives", "Swap `from` and `to`."
        else:
            message, remedy = cannot_join(ends[0].kind, ends[1].kind, arrow.semantics)
        yield _of_arrow(arrow, source, (*path, "to"), message, remedy, "join")
        return
    if arrow.semantics not in fitting[0].semantics:
        allowed = " or ".join(sorted(meaning.value for meaning in fitting[0].semantics))
        message = f"an arrow from {arrow.source} to {arrow.target} cannot be {arrow.semantics}"
        yield _of_arrow(arrow, source, (*path, "semantics"), message, f"It can be {allowed}.", "semantics")
        return
    yield from _arrow_properties(arrow, arrows, start, finish, source, path)
    if start.protocol == "refusal" and not any(_answers(arrow, call) for call in arrows.values()):
        caller, callee = arrow.target.component, arrow.source.component
        message = f"the error answer {arrow.id!r} answers no call: no arrow leads from {caller!r} to {callee!r}"
        yield _of_arrow(arrow, source, path, message, "Draw the call, or remove its answer.", "answer")


def _answers(answer: Connection, call: Connection) -> bool:
    return call.semantics is not Semantics.ERROR and (call.source.component, call.target.component) == (
        answer.target.component,
        answer.source.component,
    )


def _arrow_properties(
    arrow: Connection, arrows: dict[str, Connection], start: Port, finish: Port, source: Source, path: Path
) -> Iterator[Finding]:
    model = arrow_model(start, finish)
    try:
        properties = model.model_validate(dict(arrow.properties))
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
        yield _of_arrow(arrow, source, (*path, "properties"), message, "", "reference")


def _of_arrow(arrow: Connection, source: Source, path: Path, message: str, remedy: str, rule: str) -> Finding:
    place = source.place(path) if source.places else Place(pointer=pointer(path))
    return Finding(
        rule=rule, severity=Severity.ERROR, message=message, remedy=remedy, place=place, connections=(arrow.id,)
    )
