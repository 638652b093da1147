"""A design: components, the arrows between them, and the services that own them."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any, Self

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, model_serializer, model_validator

from app.model.base import Frozen
from app.model.words import nearest, unprintable

SCHEMA = 1
"""The number of the document format written today; older ones are upgraded when read."""

MAX_COMPONENTS = 2_000
"""Above this no canvas is fluent (panning 2,000 nodes takes 150 ms a frame) and a request is an attack."""
MAX_CONNECTIONS = 8_000
MAX_NAME = 300
MAX_BENDS = 32
"""Points that one arrow can be led through; nobody drags more by hand."""


def _printable(text: str) -> str:
    if wrong := unprintable(text):
        raise ValueError(wrong)
    return text


Text = Annotated[str, AfterValidator(_printable), Field(max_length=4_000)]
Name = Annotated[
    str, AfterValidator(_printable), StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_NAME)
]
Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z](?:-?[a-z0-9]){0,62}$")]
"""Lower-case words joined by single hyphens, 1 to 63 characters: valid in an address, an HTML id and a file name."""
Coordinate = Annotated[float, Field(ge=-1_000_000, le=1_000_000)]


class Semantics(StrEnum):
    """What an arrow means; the only three meanings there are (the article, "A quick word about communication")."""

    SYNC = "sync"
    """The caller waits for the answer."""
    ASYNC = "async"
    """The caller waits at most for an acknowledgement and goes on."""
    ERROR = "error"
    """The way that a failure takes."""


class Point(Frozen):
    """Where a component's centre lies on the canvas, in CSS pixels; y grows downwards."""

    x: Coordinate
    y: Coordinate


class Endpoint(Frozen):
    """One end of an arrow: a port of a component. In documents it is written `component.port`."""

    component: Identifier
    port: Identifier

    @model_validator(mode="before")
    @classmethod
    def _written(cls, value: object) -> object:
        if isinstance(value, str):
            component, _, port = value.partition(".")
            return {"component": component, "port": port}
        return value

    @model_serializer
    def _write(self) -> str:
        return str(self)

    def __str__(self) -> str:
        """`component.port`, as it stands in documents."""
        return f"{self.component}.{self.port}"


class Service(Frozen):
    """A microservice boundary: owns components, deploys by itself."""

    id: Identifier
    name: Name
    about: Text = ""


class Component(Frozen):
    """One thing in the design. `properties` are those that differ from the kind's defaults."""

    id: Identifier
    kind: Identifier
    name: Name
    about: Text = ""
    """What it does in this design, one or two sentences."""
    service: Identifier | None = None
    properties: Mapping[str, Any] = Field(default_factory=dict)


class Connection(Frozen):
    """An arrow. `properties` belong to the protocol that its two ports share, and to those ports."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)

    id: Identifier
    source: Endpoint = Field(alias="from")
    target: Endpoint = Field(alias="to")
    semantics: Semantics
    label: Annotated[str, AfterValidator(_printable), Field(max_length=MAX_NAME)] = ""
    about: Text = ""
    properties: Mapping[str, Any] = Field(default_factory=dict)


class Suppression(Frozen):
    """A review rule that this design answers with a reason instead of a change."""

    rule: Identifier
    at: Identifier | None = None
    """The component or arrow that it holds for; without it, the whole design."""
    reason: Name


Bends = Annotated[tuple[Point, ...], Field(min_length=1, max_length=MAX_BENDS)]
Locked = Annotated[
    tuple[Identifier, ...], AfterValidator(lambda ids: tuple(sorted(ids))), Field(max_length=MAX_COMPONENTS)
]
"""Always in the order of the ids: locking and unlocking leaves no trace."""


class Draft(Frozen):
    """A design whose parts are well formed, but whose references were not looked at yet."""

    model_config = ConfigDict(validate_by_name=True, validate_by_alias=True, serialize_by_alias=True)

    schema_number: int = Field(default=SCHEMA, alias="schema", ge=1, le=SCHEMA)
    name: Name
    description: Text = ""
    services: tuple[Service, ...] = Field(default=(), max_length=MAX_COMPONENTS)
    components: tuple[Component, ...] = Field(default=(), max_length=MAX_COMPONENTS)
    connections: tuple[Connection, ...] = Field(default=(), max_length=MAX_CONNECTIONS)
    layout: Mapping[Identifier, Point] = Field(default_factory=dict)
    bends: Mapping[Identifier, Bends] = Field(default_factory=dict)
    """Points that arrows are led through, by the arrow's id, from its beginning to its end."""
    locked: Locked = ()
    """Components that the canvas neither moves nor changes until they are unlocked."""
    suppressions: tuple[Suppression, ...] = Field(default=(), max_length=MAX_COMPONENTS)

    def incoherences(self) -> Iterator[tuple[str, str]]:
        """Whatever is named twice or names nothing, as (JSON pointer, message)."""
        seen: set[str] = set()
        for shelf in ("services", "components", "connections"):
            for index, thing in enumerate(getattr(self, shelf)):
                if thing.id in seen:
                    yield f"/{shelf}/{index}/id", f"the id {thing.id!r} is used twice"
                seen.add(thing.id)
        services = {service.id for service in self.services}
        components = {component.id for component in self.components}
        for index, component in enumerate(self.components):
            if component.service is not None and component.service not in services:
                yield (
                    f"/components/{index}/service",
                    f"{component.id!r} belongs to the service {component.service!r}, which does not exist"
                    + nearest(component.service, services),
                )
        for index, connection in enumerate(self.connections):
            for side, end in (("from", connection.source), ("to", connection.target)):
                if end.component not in components:
                    yield (
                        f"/connections/{index}/{side}",
                        f"the arrow {connection.id!r} names the component {end.component!r}, which does not exist"
                        + nearest(end.component, components),
                    )
        for key in self.layout:
            if key not in components:
                yield f"/layout/{key}", f"the layout places {key!r}, which does not exist" + nearest(key, components)
        arrows = {connection.id for connection in self.connections}
        for key in self.bends:
            if key not in arrows:
                yield f"/bends/{key}", f"the bends name the arrow {key!r}, which does not exist" + nearest(key, arrows)
        for index, key in enumerate(self.locked):
            if key not in components:
                yield (
                    f"/locked/{index}",
                    f"{key!r} is locked, but no such component exists" + nearest(key, components),
                )
            elif index and key == self.locked[index - 1]:
                yield f"/locked/{index}", f"{key!r} is locked twice"
        for index, suppression in enumerate(self.suppressions):
            if suppression.at is not None and suppression.at not in seen:
                yield f"/suppressions/{index}/at", f"{suppression.at!r} does not exist" + nearest(suppression.at, seen)


class Design(Draft):
    """An architecture. Ids are unique over services, components and connections together: one id names one thing."""

    @model_validator(mode="after")
    def _coherent(self) -> Self:
        for _, message in self.incoherences():
            raise ValueError(message)
        return self

    @cached_property
    def by_id(self) -> Mapping[str, Component]:
        """The components by id."""
        return {component.id: component for component in self.components}

    @cached_property
    def arrows(self) -> Mapping[str, Connection]:
        """The connections by id."""
        return {connection.id: connection for connection in self.connections}

    def leaving(self, component: str) -> tuple[Connection, ...]:
        """The arrows that start at a component, in the author's order."""
        return tuple(arrow for arrow in self.connections if arrow.source.component == component)

    def arriving(self, component: str) -> tuple[Connection, ...]:
        """The arrows that end at a component, in the author's order."""
        return tuple(arrow for arrow in self.connections if arrow.target.component == component)

    def members(self, service: str | None) -> tuple[Component, ...]:
        """The components that a service owns; with None, those that nobody owns."""
        return tuple(component for component in self.components if component.service == service)
