"""A kind as plain data: what `GET /api/kinds` answers, and what the designer builds its forms from.

The property schemas are JSON Schema as pydantic writes it, with two keywords of ours on a property: `unit` (of a
number) and `source` (who states the limit).
"""

from functools import cache
from typing import Any

from app.kinds import kinds
from app.model import Direction, Family, Kind, Port, Semantics
from app.model.base import Frozen
from app.protocols import arrow_model, protocols

JsonSchema = dict[str, Any]


class PortDescription(Frozen):
    """A port, for people and for programs."""

    id: str
    direction: Direction
    protocol: str
    protocol_title: str
    semantics: tuple[Semantics, ...]
    """The meanings that an arrow here can have, in the order of the enumeration."""
    summary: str
    peers: tuple[str, ...]
    """The kinds that may stand at the other end; empty means every kind with a port of the same protocol."""
    by_name_only: bool
    """Whether an arrow must name this port, because a more usual one would fit as well."""
    arrow_properties: JsonSchema
    """JSON Schema of what an arrow here can say, as far as its protocol and this end decide it."""


class KindDescription(Frozen):
    """A kind, for people and for programs."""

    id: str
    title: str
    family: Family
    aws_service: str | None
    """The AWS service's official name; null for what is not AWS."""
    summary: str
    notes: tuple[str, ...]
    socket: bool
    """Whether it is a placeholder where another pattern can be bound."""
    glyph: str
    """One to three characters that stand in where there is no icon."""
    ports: tuple[PortDescription, ...]
    properties: JsonSchema
    """JSON Schema of a component's properties."""


@cache
def describe(kind: Kind) -> KindDescription:
    """A kind as plain data."""
    return KindDescription(
        id=kind.id,
        title=kind.title,
        family=kind.family,
        aws_service=kind.aws_service,
        summary=kind.summary,
        notes=kind.notes,
        socket=kind.socket,
        glyph=kind.glyph,
        ports=tuple(_port(port) for port in kind.ports),
        properties=kind.properties.model_json_schema(),
    )


def describe_all() -> tuple[KindDescription, ...]:
    """Every kind as plain data, by id."""
    return tuple(describe(kind) for kind in kinds().values())


def _port(port: Port) -> PortDescription:
    return PortDescription(
        id=port.id,
        direction=port.direction,
        protocol=port.protocol,
        protocol_title=protocols()[port.protocol].title,
        semantics=tuple(meaning for meaning in Semantics if meaning in port.semantics),
        summary=port.summary,
        peers=tuple(sorted(port.peers)),
        by_name_only=port.by_name_only,
        arrow_properties=arrow_model(port).model_json_schema(),
    )
