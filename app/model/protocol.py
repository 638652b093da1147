"""A way in which two ports join."""

from collections.abc import Mapping

from pydantic import ConfigDict

from app.model.base import Frozen
from app.model.design import Semantics


class ArrowProperties(Frozen):
    """Base of the properties that an arrow has by its protocol and its ports; the base itself has none."""

    def arrows_named(self) -> tuple[str, ...]:
        """The ids of other arrows that these properties speak of."""
        return ()


class Protocol(Frozen):
    """What travels along an arrow and how: `invoke`, `message`, `event-source` … One file each in `app/protocols/`.

    `semantics` are those that the protocol can have at all; a port may allow fewer.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    id: str
    title: str
    summary: str
    """One sentence: what happens along such an arrow."""
    semantics: frozenset[Semantics]
    words: Mapping[Semantics, str]
    """For each meaning, what such an arrow says: "{source} puts a message on {target} and goes on"."""
    properties: type[ArrowProperties] = ArrowProperties
