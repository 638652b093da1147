"""The ways in which two ports join, one file each, found by listing this folder.

A module here defines `PROTOCOL`. The file's name is the protocol's id with underscores.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from pydantic import create_model

from app.model import ArrowProperties, Port, Protocol


@cache
def protocols() -> Mapping[str, Protocol]:
    """Every protocol by id."""
    found = [import_module(f"{__name__}.{module.name}").PROTOCOL for module in iter_modules(__path__)]
    return MappingProxyType({protocol.id: protocol for protocol in found})


@cache
def _arrow_model(bases: tuple[type[ArrowProperties], ...]) -> type[ArrowProperties]:
    if len(bases) == 1:
        return bases[0]
    return create_model("And".join(base.__name__ for base in bases), __base__=bases)


def arrow_model(*ports: Port) -> type[ArrowProperties]:
    """The property model of an arrow between two ports: what its protocol, its start and its end have to say.

    With one port only, what is known while the other end is open. All ports must be of one protocol.
    """
    said = (protocols()[ports[0].protocol].properties, *(port.properties for port in ports))
    bases = tuple(dict.fromkeys(model for model in said if model is not ArrowProperties))
    return _arrow_model(bases or (ArrowProperties,))
