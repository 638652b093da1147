"""What a design says about itself without being told."""

from app.kinds import kinds
from app.model import Communication, Design, Semantics


def protocols_of(design: Design) -> frozenset[str]:
    """The protocols of a design's arrows."""
    ports = (kinds()[design.by_id[arrow.source.component].kind].port(arrow.source.port) for arrow in design.connections)
    return frozenset(port.protocol for port in ports if port is not None)


def communications(design: Design) -> tuple[Communication, ...]:
    """How the parts of a design talk, in the order of the enumeration."""
    meanings = {arrow.semantics for arrow in design.connections}
    protocols = protocols_of(design)
    held = {
        Communication.SYNC: Semantics.SYNC in meanings,
        Communication.ASYNC: Semantics.ASYNC in meanings,
        Communication.STREAM: "stream" in protocols or "delivery" in protocols,
        Communication.SCHEDULE: "schedule" in protocols,
    }
    return tuple(communication for communication in Communication if held[communication])


def aws_services(design: Design) -> tuple[str, ...]:
    """The AWS services that a design is made of, by their official names, sorted."""
    return tuple(sorted({name for component in design.components if (name := kinds()[component.kind].aws_service)}))


def sockets(design: Design) -> tuple[str, ...]:
    """The placeholders of a design: where other patterns can be bound."""
    return tuple(component.id for component in design.components if kinds()[component.kind].socket)
