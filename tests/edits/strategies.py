"""Loadable designs of any shape, and edits that may or may not fit them, for property tests."""

import typing
from typing import Any, Literal

from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from app.documents import joins
from app.kinds import kinds
from app.model import Component, Connection, Design, Endpoint, Point, Semantics, Service, Suppression
from app.model.edit import (
    AddComponent,
    AddConnection,
    AddService,
    AddSuppression,
    Batch,
    Bend,
    Edit,
    Lock,
    Move,
    Remove,
    RemoveSuppression,
    Set,
    SetProperty,
    UnsetProperty,
)
from app.protocols import arrow_model

NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=12
).filter(lambda text: text.strip())
Field = Literal["name", "about", "description", "service", "label", "semantics", "from", "to"]
POINTS = st.builds(Point, x=st.integers(-2000, 2000), y=st.integers(-2000, 2000))

BENDS = st.lists(POINTS, min_size=1, max_size=3).map(tuple)


def values(annotation: Any, bounds: dict[str, Any]) -> st.SearchStrategy[Any] | None:  # noqa: ANN401 - any field's type
    """Values for a field's annotation; None where there is nothing general to say."""
    if typing.get_origin(annotation) is Literal:
        return st.sampled_from(typing.get_args(annotation))
    if annotation is bool:
        return st.booleans()
    if annotation is int:
        low, high = int(bounds.get("ge", 0)), int(bounds.get("le", 10_000))
        return st.one_of(st.integers(low, min(high, low + 40)), st.integers(low, high))
    return next((found for part in typing.get_args(annotation) if (found := values(part, bounds)) is not None), None)


@st.composite
def properties(draw: st.DrawFn, model: type[BaseModel]) -> dict[str, Any]:
    """Some properties that a model takes; none where what was drawn contradicts itself."""
    given: dict[str, Any] = {}
    for name, field in model.model_fields.items():
        bounds = {key: getattr(part, key) for part in field.metadata for key in ("ge", "le") if hasattr(part, key)}
        strategy = values(field.annotation, bounds)
        if strategy is not None and draw(st.integers(0, 2)) == 0:
            given[name] = draw(strategy)
    try:
        model.model_validate(given)
    except ValidationError:
        return {}
    return given


@st.composite
def components(draw: st.DrawFn, ident: str, services: tuple[str, ...]) -> Component:
    kind = draw(st.sampled_from(sorted(kinds())))
    return Component(
        id=ident,
        kind=kind,
        name=draw(NAMES),
        service=draw(st.sampled_from([None, *services])),
        properties=draw(properties(kinds()[kind].properties)),
    )


@st.composite
def arrows(
    draw: st.DrawFn, ident: str, parts: tuple[Component, ...], others: tuple[Connection, ...]
) -> Connection | None:
    """An arrow that fits between two of the components, or None where none does."""
    start, end = draw(st.sampled_from(parts)), draw(st.sampled_from(parts))
    possible = joins(start.kind, end.kind)
    if not possible:
        return None
    join = draw(st.sampled_from(possible))
    calls = [
        arrow
        for arrow in others
        if arrow.semantics is not Semantics.ERROR
        and (arrow.source.component, arrow.target.component) == (end.id, start.id)
    ]
    if join.source.protocol == "refusal" and not calls:
        return None
    given = draw(properties(arrow_model(join.source, join.target)))
    near = [arrow.id for arrow in others if start.id in (arrow.source.component, arrow.target.component)]
    if join.source.protocol == "failure" and near and draw(st.booleans()):
        given["of"] = [draw(st.sampled_from(near))]
    return Connection(
        id=ident,
        source=Endpoint(component=start.id, port=join.source.id),
        target=Endpoint(component=end.id, port=join.target.id),
        semantics=draw(st.sampled_from(sorted(join.semantics))),
        label=draw(st.sampled_from(["", "an event"])),
        properties=given,
    )


@st.composite
def designs(draw: st.DrawFn, most: int = 9) -> Design:
    """Designs that can be loaded: every arrow fits its ports, every property its bounds."""
    services = tuple(f"s{number}" for number in range(draw(st.integers(0, 3))))
    parts = tuple(draw(components(f"c{number}", services)) for number in range(draw(st.integers(0, most))))
    connections: tuple[Connection, ...] = ()
    for number in range(draw(st.integers(0, 2 * most)) if parts else 0):
        if (arrow := draw(arrows(f"a{number}", parts, connections))) is not None:
            connections = (*connections, arrow)
    ids = [*services, *(part.id for part in parts), *(arrow.id for arrow in connections)]
    reasons = {
        draw(st.sampled_from(["queue-without-dead-letters", "no-such-rule", "dead-end"])): draw(
            st.sampled_from([None, *ids])
        )
        for _ in range(draw(st.integers(0, 2)))
    }
    return Design(
        name=draw(NAMES),
        services=tuple(Service(id=name, name=draw(NAMES)) for name in services),
        components=parts,
        connections=connections,
        layout={part.id: draw(POINTS) for part in parts if draw(st.booleans())},
        bends={arrow.id: draw(BENDS) for arrow in connections if draw(st.integers(0, 3)) == 0},
        locked=tuple(part.id for part in parts if draw(st.integers(0, 3)) == 0),
        suppressions=tuple(Suppression(rule=rule, at=at, reason="so it is") for rule, at in reasons.items()),
    )


@st.composite
def edits(draw: st.DrawFn, design: Design, depth: int = 1) -> Edit:
    """An edit of any type, which more often than not fits the design."""
    ids = [thing.id for shelf in (design.services, design.components, design.connections) for thing in shelf]
    some = st.sampled_from([*ids, "nothing"])
    part = st.sampled_from([*(component.id for component in design.components), "nothing"])
    fresh = st.sampled_from(["n1", "n2", "n3", *ids[:1]])
    index = st.one_of(st.none(), st.integers(0, 12))
    services = tuple(service.id for service in design.services)
    match draw(st.integers(0, 12 if depth else 11)):
        case 0:
            return AddService(service=Service(id=draw(fresh), name=draw(NAMES)), index=draw(index))
        case 1:
            return AddComponent(component=draw(components(draw(fresh), services)), index=draw(index))
        case 2 if design.components:
            arrow = draw(arrows(draw(fresh), design.components, design.connections))
            return AddConnection(connection=arrow, index=draw(index)) if arrow else Remove(id=draw(some))
        case 3:
            reason = Suppression(rule=draw(st.sampled_from(["dead-end", "x"])), at=draw(st.none() | some), reason="why")
            return AddSuppression(suppression=reason, index=draw(index))
        case 4:
            return RemoveSuppression(
                rule=draw(st.sampled_from(["dead-end", "no-such-rule"])), at=draw(st.none() | some)
            )
        case 5:
            field: Field = draw(st.sampled_from(typing.get_args(Field)))
            value = draw(st.one_of(st.none(), NAMES, st.sampled_from(["sync", "async", "s0", "c0.invoke"])))
            return Set(id=draw(st.none() | some), field=field, value=value)
        case 6:
            key = draw(st.sampled_from(["timeout", "fifo", "batch_size", "route", "reserved_concurrency"]))
            return SetProperty(id=draw(some), key=key, value=draw(st.one_of(st.integers(-1, 30), st.booleans())))
        case 7:
            keys = sorted({key for component in design.components for key in component.properties})
            return UnsetProperty(id=draw(some), key=draw(st.sampled_from([*keys, "timeout"])))
        case 8:
            return Move(component=draw(part), to=draw(st.none() | POINTS))
        case 9:
            arrow_id = draw(st.sampled_from([*(arrow.id for arrow in design.connections), "nothing"]))
            return Bend(connection=arrow_id, points=draw(st.just(()) | BENDS))
        case 10:
            return Lock(component=draw(part), locked=draw(st.booleans()))
        case 12:
            return Batch(edits=tuple(draw(st.lists(edits(design, depth=0), max_size=4))))
        case _:
            return Remove(id=draw(some))
