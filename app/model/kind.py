"""What a component can be."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic import ConfigDict, Field

from app.model.base import Frozen
from app.model.design import Semantics
from app.model.protocol import ArrowProperties


class Family(StrEnum):
    """The shelves of the palette and of the glossary, in AWS's own categories."""

    OUTSIDE = "Outside world"
    API = "API"
    COMPUTE = "Compute"
    MESSAGING = "Messaging"
    STREAMING = "Streaming"
    ORCHESTRATION = "Orchestration"
    STORAGE = "Data"
    OPERATIONS = "Operations"


class Direction(StrEnum):
    """Whether an arrow starts (out) or ends (in) at a port."""

    IN = "in"
    OUT = "out"


class Port(Frozen):
    """Where an arrow may start or end. Two ports join when one is out, the other in, of one protocol and with a meaning
    that both allow.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    id: str
    direction: Direction
    protocol: str
    semantics: frozenset[Semantics]
    summary: str
    """One sentence for people: what an arrow here does."""
    actions: tuple[str, ...] = ()
    """IAM actions that whoever starts an arrow to this port must be allowed on this component."""
    read_actions: tuple[str, ...] = ()
    """The part of `actions` that an arrow with `access: read` needs."""
    peers: frozenset[str] = frozenset()
    """The kinds that may stand at the other end, where AWS allows fewer than the protocol; empty means any."""
    by_name_only: bool = False
    """Whether an arrow must name this port, because a more usual one would fit as well."""
    properties: type[ArrowProperties] = ArrowProperties
    """What an arrow has to say because it starts or ends here, such as the route of an API."""


class Properties(Frozen):
    """Base of a kind's property model: every field typed, bounded, with a default, one sentence and a source."""

    def telling(self) -> tuple[str, ...]:
        """The few words that a diagram prints under the name, such as "concurrency 5"; at most two."""
        return ()


def prop(
    default: Any,  # noqa: ANN401 - a field's default has the field's own type
    doc: str,
    *,
    unit: str | None = None,
    source: str | None = None,
    ge: float | None = None,
    le: float | None = None,
    pattern: str | None = None,
    min_length: int | None = None,
    max_length: int | None = None,
) -> Any:  # noqa: ANN401 - as pydantic.Field, it stands for any field's value
    """A field of a property model: `doc` is one sentence, `source` the AWS page that states the limit."""
    extra: dict[str, Any] = {key: value for key, value in (("unit", unit), ("source", source)) if value}
    given = {"ge": ge, "le": le, "pattern": pattern, "min_length": min_length, "max_length": max_length}
    bounds: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    return Field(default=default, description=doc, json_schema_extra=extra or None, **bounds)


class Kind(Frozen):
    """What a component can be: one folder in `app/kinds/`, stateless."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    id: str
    title: str
    """AWS's name for it, singular: "SQS queue"."""
    family: Family
    aws_service: str | None
    """The AWS service's official name, by which the gallery filters; None for what is not AWS."""
    summary: str
    """One sentence: what it is."""
    notes: tuple[str, ...] = ()
    """What one should know before using it, a sentence each; limits name their source."""
    icon: str | None
    """Path below the `icons` folder of the npm package `aws-icons`, without ".svg"."""
    glyph: str
    """One to three characters that stand in where there is no icon."""
    properties: type[Properties]
    ports: tuple[Port, ...]
    socket: bool = False
    """A placeholder: a pattern's edge, where another pattern can be bound."""

    def port(self, port_id: str) -> Port | None:
        """The port of that id, if the kind has one."""
        return next((port for port in self.ports if port.id == port_id), None)

    def read(self, properties: Mapping[str, Any]) -> Properties:
        """The typed properties, defaults filled in. Raises pydantic.ValidationError."""
        return self.properties.model_validate(dict(properties))
