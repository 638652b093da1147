"""What a rule is, and the rules there are."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType

from app.model import Severity
from app.model.edit import Edit
from app.review.facts import Facts


class Harm(StrEnum):
    """What comes of leaving a finding alone; the verdict has a line for each."""

    FAILS = "would not work"
    LOSES = "would lose data"
    FALLS = "would fall over under load"
    COSTS = "costs money while waiting"
    BINDS = "would be hard to change or to run"


@dataclass(frozen=True)
class Hit:
    """One place where a rule applies. Sentences use the design's own names; `message` has no full stop."""

    message: str
    why: str
    remedy: str
    components: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    fix: tuple[Edit, ...] | None = None
    safe: bool = False


Find = Callable[[Facts], Iterable[Hit]]


@dataclass(frozen=True)
class Rule:
    """A rule; its id is the name of its module with hyphens, and reads after "allow"."""

    severity: Severity
    harm: Harm
    find: Find
    last: bool = False
    """Whether it looks at what the other rules left over."""
    resources: bool = False
    """Whether it reads what the design becomes, which takes several times as long as all that read the drawing."""
    id: str = ""


@cache
def rulebook() -> Mapping[str, Rule]:
    """Every rule by id, in the order of the ids."""
    package = import_module("app.review.rules")
    found = {
        (name := module.name.replace("_", "-")): replace(
            import_module(f"{package.__name__}.{module.name}").RULE, id=name
        )
        for module in iter_modules(package.__path__)
    }
    return MappingProxyType(dict(sorted(found.items())))


@cache
def drawing_rules() -> Mapping[str, Rule]:
    """The rules that read the drawing alone: what can be said at each letter, even of a large design."""
    return MappingProxyType({name: rule for name, rule in rulebook().items() if not rule.resources})
