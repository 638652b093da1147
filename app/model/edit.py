"""What can be done to a design, one step at a time: a closed union of values that a browser sends, a journal keeps and
a review offers as a fix.

The set is small and regular because the designer mirrors it in TypeScript. Ids name one thing each over services,
components and arrows together, so one `remove`, one `set` and one pair of property edits serve all three. Renaming and
moving into a service are `set`. An index says where in the author's order something is put, so that an inverse restores
the order too.
"""

from typing import Annotated, Any, Literal

from pydantic import Field

from app.model.base import Frozen
from app.model.design import MAX_BENDS, Component, Connection, Identifier, Point, Service, Suppression

Index = Annotated[int, Field(ge=0)]
"""Where in its list something is put; without it, or beyond the end, it goes last."""


class AddService(Frozen):
    """Add a microservice boundary."""

    type: Literal["add-service"] = "add-service"
    service: Service
    index: Index | None = None


class AddComponent(Frozen):
    """Add a component, without arrows and without a position."""

    type: Literal["add-component"] = "add-component"
    component: Component
    index: Index | None = None


class AddConnection(Frozen):
    """Add an arrow between two components that are there."""

    type: Literal["add-connection"] = "add-connection"
    connection: Connection
    index: Index | None = None


class AddSuppression(Frozen):
    """Answer a review rule with a reason."""

    type: Literal["add-suppression"] = "add-suppression"
    suppression: Suppression
    index: Index | None = None


class Remove(Frozen):
    """Remove a service, a component or an arrow. What still refers to it must go first, or in the same batch."""

    type: Literal["remove"] = "remove"
    id: Identifier


class RemoveSuppression(Frozen):
    """Take back the first reason given for a rule at a place."""

    type: Literal["remove-suppression"] = "remove-suppression"
    rule: Identifier
    at: Identifier | None = None


class Set(Frozen):
    """Give one field of a service, a component, an arrow or (without an id) the design itself another value."""

    type: Literal["set"] = "set"
    id: Identifier | None = None
    field: Literal["name", "about", "description", "service", "label", "semantics", "from", "to"]
    value: str | None


class SetProperty(Frozen):
    """Give a property of a component or an arrow a value."""

    type: Literal["set-property"] = "set-property"
    id: Identifier
    key: str
    value: Any


class UnsetProperty(Frozen):
    """Return a property of a component or an arrow to its default."""

    type: Literal["unset-property"] = "unset-property"
    id: Identifier
    key: str


class Move(Frozen):
    """Put a component somewhere on the canvas, or (with null) let the layout decide."""

    type: Literal["move"] = "move"
    component: Identifier
    to: Point | None


class Bend(Frozen):
    """Lead an arrow through points of the canvas, or (with none) let it find its way."""

    type: Literal["bend"] = "bend"
    connection: Identifier
    points: Annotated[tuple[Point, ...], Field(max_length=MAX_BENDS)]


class Lock(Frozen):
    """Lock a component where and as it is, or unlock it."""

    type: Literal["lock"] = "lock"
    component: Identifier
    locked: bool


class Batch(Frozen):
    """Several edits as one step. Only the design at its end has to hold, not those between."""

    type: Literal["batch"] = "batch"
    edits: "tuple[Edit, ...]"


Edit = Annotated[
    AddService
    | AddComponent
    | AddConnection
    | AddSuppression
    | Remove
    | RemoveSuppression
    | Set
    | SetProperty
    | UnsetProperty
    | Move
    | Bend
    | Lock
    | Batch,
    Field(discriminator="type"),
]

Batch.model_rebuild()
