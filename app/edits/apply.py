"""A design and an edit → the next design and the way back."""

from collections.abc import Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from app.documents import check
from app.model import Component, Connection, Design, Finding, Service
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
from app.model.words import nearest

T = TypeVar("T")
Parts = dict[str, Any]
"""A design's fields by name, between two steps: coherent again only at the end."""
SHELVES = ("services", "components", "connections")


class EditError(ValueError):
    """An edit that cannot be applied; the message says why, `findings` where the design would have been wrong."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


def apply(design: Design, edit: Edit) -> tuple[Design, Edit]:
    """The design after an edit, and the edit that gives the first one back.

    The design given is not changed. Raises EditError if the edit names what is not there, or if the design that comes
    of it could not be loaded again.
    """
    parts: Parts = {field: getattr(design, field) for field in Design.model_fields}
    inverse = _step(parts, edit)
    try:
        after = Design.model_validate(parts)
    except ValidationError as error:
        raise EditError("; ".join(detail["msg"].removeprefix("Value error, ") for detail in error.errors())) from error
    if findings := check(after):
        raise EditError("; ".join(finding.message for finding in findings), findings)
    return after, inverse


def _step(parts: Parts, edit: Edit) -> Edit:
    match edit:
        case AddService(service=service, index=index):
            parts["services"] = _put(parts["services"], service, index)
            return Remove(id=service.id)
        case AddComponent(component=component, index=index):
            parts["components"] = _put(parts["components"], component, index)
            return Remove(id=component.id)
        case AddConnection(connection=connection, index=index):
            parts["connections"] = _put(parts["connections"], connection, index)
            return Remove(id=connection.id)
        case AddSuppression(suppression=suppression, index=index):
            # Behind an equal one, or its inverse would remove the other and change the order.
            same = [i for i, one in enumerate(parts["suppressions"]) if _key(one) == _key(suppression)]
            if same and (index is None or index > same[0]):
                raise EditError(f"{suppression.rule!r} is suppressed here already")
            parts["suppressions"] = _put(parts["suppressions"], suppression, index)
            return RemoveSuppression(rule=suppression.rule, at=suppression.at)
        case Remove(id=name):
            return _remove(parts, name)
        case RemoveSuppression(rule=rule, at=at):
            for index, suppression in enumerate(parts["suppressions"]):
                if _key(suppression) == (rule, at):
                    parts["suppressions"] = _without(parts["suppressions"], index)
                    return AddSuppression(suppression=suppression, index=index)
            raise EditError(f"no reason is given for {rule!r}" + (f" at {at!r}" if at else ""))
        case Set():
            return _set(parts, edit)
        case SetProperty(id=name, key=key, value=value):
            return _property(parts, name, key, {key: value})
        case UnsetProperty(id=name, key=key):
            return _property(parts, name, key, {})
        case Move(component=name, to=to):
            before = parts["layout"].get(name)
            kept = {key: point for key, point in parts["layout"].items() if key != name}
            parts["layout"] = kept if to is None else kept | {name: to}
            return Move(component=name, to=before)
        case Bend(connection=name, points=points):
            was = parts["bends"].get(name, ())
            others = {key: bends for key, bends in parts["bends"].items() if key != name}
            parts["bends"] = others | {name: points} if points else others
            return Bend(connection=name, points=was)
        case Lock(component=name, locked=locked):
            held = name in parts["locked"]
            free = tuple(key for key in parts["locked"] if key != name)
            parts["locked"] = (*free, name) if locked else free
            return Lock(component=name, locked=held)
        case Batch(edits=edits):
            return Batch(edits=tuple(reversed([_step(parts, one) for one in edits])))


def _key(suppression: Any) -> tuple[str, str | None]:  # noqa: ANN401 - a list's items are untyped between two steps
    return suppression.rule, suppression.at


def _put(shelf: tuple[T, ...], thing: T, index: int | None) -> tuple[T, ...]:
    at = len(shelf) if index is None else index
    return (*shelf[:at], thing, *shelf[at:])


def _without(shelf: tuple[T, ...], index: int) -> tuple[T, ...]:
    return (*shelf[:index], *shelf[index + 1 :])


def _find(parts: Parts, name: str) -> tuple[str, int]:
    for shelf in SHELVES:
        for index, thing in enumerate(parts[shelf]):
            if thing.id == name:
                return shelf, index
    known = [thing.id for shelf in SHELVES for thing in parts[shelf]]
    raise EditError(f"there is no {name!r}{nearest(name, known)}")


def _remove(parts: Parts, name: str) -> Edit:
    shelf, index = _find(parts, name)
    thing: Service | Component | Connection = parts[shelf][index]
    parts[shelf] = _without(parts[shelf], index)
    if isinstance(thing, Service):
        return AddService(service=thing, index=index)
    if isinstance(thing, Component):
        return AddComponent(component=thing, index=index)
    return AddConnection(connection=thing, index=index)


def _changed(thing: Any, field: str, value: Any) -> Any:  # noqa: ANN401 - any of the model's types, each with its own fields
    """A copy with one field changed, validated; `field` is the name that documents use."""
    try:
        return type(thing).model_validate(thing.model_dump(by_alias=True) | {field: value})
    except ValidationError as error:
        said = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise EditError(f"{field!r} of {thing.id!r} cannot become {value!r}: {said}") from error


def _set(parts: Parts, edit: Set) -> Edit:
    if edit.id is None:
        if edit.field not in ("name", "description"):
            raise EditError(f"a design has no {edit.field!r}")
        before = parts[edit.field]
        parts[edit.field] = edit.value
        return Set(field=edit.field, value=before)
    shelf, index = _find(parts, edit.id)
    thing = parts[shelf][index]
    before = thing.model_dump(mode="json", by_alias=True).get(edit.field)
    after = _changed(thing, edit.field, edit.value)
    parts[shelf] = (*parts[shelf][:index], after, *parts[shelf][index + 1 :])
    return Set(id=edit.id, field=edit.field, value=before)


def _property(parts: Parts, name: str, key: str, new: dict[str, Any]) -> Edit:
    shelf, index = _find(parts, name)
    thing = parts[shelf][index]
    if isinstance(thing, Service):
        raise EditError(f"the service {name!r} has no properties")
    before = dict(thing.properties)
    after = {k: v for k, v in before.items() if k != key} | new
    parts[shelf] = (*parts[shelf][:index], _changed(thing, "properties", after), *parts[shelf][index + 1 :])
    return SetProperty(id=name, key=key, value=before[key]) if key in before else UnsetProperty(id=name, key=key)
