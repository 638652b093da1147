"""What a component can be: one folder per kind, found by listing this folder.

A kind's package defines `KIND`; its folder also holds what else is known of the kind (how it becomes resources and
back, how it behaves under load, what it costs), each aspect in a module of its own name. Adding a kind touches its
folder only, and one file in `app/protocols/` if it joins in a new way.

The properties are those that an architect decides, in the words of AWS; what every deployment sets the same way
(encryption, tracing, log format) is not among them. A limit names the AWS page that states it, or says that it is ours.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from app.model import Kind


@cache
def kinds() -> Mapping[str, Kind]:
    """Every kind by id."""
    found = [import_module(f"{__name__}.{module.name}").KIND for module in iter_modules(__path__) if module.ispkg]
    return MappingProxyType({kind.id: kind for kind in sorted(found, key=lambda kind: kind.id)})
