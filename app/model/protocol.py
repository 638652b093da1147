"""A way in which two ports join."""

from collections.abc import Mapping

from pydantic import ConfigDict, Field

from app.model.base import Frozen
from app.model.design import Semantics


class ArrowProperties(Frozen):
    """Base of the properties that an arrow has by its protocol and its ports, and what every arrow can say."""

    known_as: str | None = Field(
        default=None,
        description="The name by which the caller's code knows the target, in its environment variables; unset means "
        "the target's id.",
        pattern=r"^[a-z](?:-?[a-z0-9]){0,62}$",
    )
    """It lets code written for one pattern serve in a larger design, where ids are others."""

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
