"""Removing things with all that hangs on them."""

from collections.abc import Iterable

from app.kinds import kinds
from app.model import Connection, Design
from app.model.edit import Batch, Bend, Edit, Lock, Move, Remove, RemoveSuppression, Set, SetProperty, UnsetProperty


def removal(design: Design, ids: Iterable[str]) -> Batch:
    """One step that removes services, components and arrows, with all the arrows, positions, bends and reasons on them.

    A service's components stay and belong to nobody. An arrow that names a removed arrow no longer does; a failure
    arrow that named no other goes with it, since without a name it would mean every failure. So do the error answers of
    a call that goes.
    """
    gone = set(ids)
    # In the order of the ids, so that the step does not depend on the order in which the design is written.
    arrows = sorted(design.connections, key=lambda arrow: arrow.id)
    components = sorted(design.components, key=lambda component: component.id)
    gone |= {arrow.id for arrow in design.connections if {arrow.source.component, arrow.target.component} & gone}
    edits: list[Edit] = []
    grown = True
    while grown:
        dependent = {
            arrow.id for arrow in design.connections if arrow.id not in gone and _hangs_on(design, arrow, gone)
        }
        grown = bool(dependent)
        gone |= dependent
    for arrow in arrows:
        named = arrow.properties.get("of")
        if arrow.id not in gone and isinstance(named, list | tuple) and gone & set(named):
            left = [name for name in named if name not in gone]
            edits.append(
                SetProperty(id=arrow.id, key="of", value=left) if left else UnsetProperty(id=arrow.id, key="of")
            )
    edits.extend(
        RemoveSuppression(rule=reason.rule, at=reason.at)
        for reason in sorted(design.suppressions, key=lambda reason: (reason.at or "", reason.rule))
        if reason.at in gone
    )
    edits.extend(Bend(connection=name, points=()) for name in sorted(design.bends) if name in gone)
    edits.extend(Remove(id=arrow.id) for arrow in arrows if arrow.id in gone)
    edits.extend(Move(component=name, to=None) for name in sorted(design.layout) if name in gone)
    edits.extend(Remove(id=component.id) for component in components if component.id in gone)
    edits.extend(Lock(component=name, locked=False) for name in design.locked if name in gone)
    edits.extend(
        Set(id=component.id, field="service", value=None)
        for component in components
        if component.service in gone and component.id not in gone
    )
    edits.extend(Remove(id=name) for name in sorted(service.id for service in design.services) if name in gone)
    return Batch(edits=tuple(edits))


def _hangs_on(design: Design, arrow: Connection, gone: set[str]) -> bool:
    named = arrow.properties.get("of")
    if isinstance(named, list | tuple) and named and set(named) <= gone:
        return True
    kind = kinds().get(design.by_id[arrow.source.component].kind)
    port = kind.port(arrow.source.port) if kind else None
    if port is None or port.protocol != "refusal":
        return False
    ends = (arrow.target.component, arrow.source.component)
    return not any(
        call.id not in gone and call.semantics != "error" and (call.source.component, call.target.component) == ends
        for call in design.connections
    )
