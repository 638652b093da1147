"""An arrow as lowering sees it: with its typed properties and the ports at its ends."""

from dataclasses import dataclass
from typing import Any, TypeVar

from app.model import ArrowProperties, Connection, Port, Semantics

P = TypeVar("P", bound=ArrowProperties)


@dataclass(frozen=True)
class Arrow:
    """A connection, its properties read by its protocol's and its ports' models, and those ports."""

    connection: Connection
    properties: ArrowProperties
    source: Port
    target: Port

    @property
    def id(self) -> str:
        """The connection's id: the reason that statements carry."""
        return self.connection.id

    @property
    def sync(self) -> bool:
        """Whether the caller waits for the answer."""
        return self.connection.semantics is Semantics.SYNC

    @property
    def name(self) -> str:
        """The name by which the caller's code knows the target."""
        return self.properties.known_as or self.connection.target.component

    def read(self, model: type[P]) -> P:
        """The properties as one of the models that they were read by. Raises TypeError if they were not."""
        if not isinstance(self.properties, model):
            raise TypeError(f"the properties of {self.id} are no {model.__name__}")
        return self.properties

    def said(self, name: str) -> Any:  # noqa: ANN401 - a property holds any JSON value
        """A property by name, where some arrows to a component have it and others don't; else None."""
        return getattr(self.properties, name, None)

    @property
    def actions(self) -> tuple[str, ...]:
        """The target port's actions, as far as this arrow's `access` needs them."""
        access, port = self.said("access"), self.target
        if access == "read":
            return port.read_actions
        if access == "write":
            return tuple(action for action in port.actions if action not in port.read_actions) or port.actions
        return port.actions
