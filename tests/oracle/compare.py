"""What two CloudFormation templates deploy, compared: ours, which the graph amounts to, and a dialect's.

    read (one form of all values) ─► pair (which resource is which) ─► compare (what differs)

It knows nothing of SAM or CDK. A dialect's test says what its own forms add, each with its reason, as `Allowance`s, and
asserts that nothing else differs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.oracle.grants import Grant
from tests.oracle.pair import UNORDERED, pair
from tests.oracle.template import Known, Template, read
from tests.oracle.values import renamed


@dataclass(frozen=True)
class Difference:
    """One thing that is not the same."""

    kind: str
    """`missing`: ours has it, theirs hasn't. `other`: both have it, with other values. `extra`: only theirs has it."""
    type: str
    """The type of the resource, or `Parameter` or `Output`."""
    resource: str
    """Its logical id with us; with them, if we have none."""
    path: str = ""
    """Which property; `grant` for what a role may do; empty for the resource itself."""
    ours: Any = None
    theirs: Any = None

    def __str__(self) -> str:
        return f"{self.kind} {self.type} {self.resource} {self.path}: {self.ours!s} → {self.theirs!s}"


@dataclass(frozen=True)
class Allowance:
    """A difference that a dialect makes by itself, and why it may."""

    reason: str
    allows: Callable[[Difference], bool]


def compare(
    ours: Mapping[str, Any],
    theirs: Mapping[str, Any],
    *,
    managed: Mapping[str, Iterable[str]] | None = None,
    allowances: Iterable[Allowance] = (),
    names: Mapping[str, str] | None = None,
) -> list[Difference]:
    """All differences that no allowance allows.

    `managed` gives the actions of the managed policies that roles may have, by the end of their ARN after `policy/`.
    `names` gives logical ids of theirs by ours, where the caller knows them; the rest is found out.
    """
    left, right = read(ours, managed or {}), read(theirs, managed or {})
    pairs = pair(left.resources, right.resources, names or {})
    back = {their: our for our, their in pairs.items()}
    found = _Comparison(left, right, pairs, back).all()
    allowed = tuple(allowances)
    return [difference for difference in found if not any(one.allows(difference) for one in allowed)]


@dataclass(frozen=True)
class _Comparison:
    left: Template
    right: Template
    pairs: Mapping[str, str]
    back: Mapping[str, str]

    def all(self) -> Iterator[Difference]:
        """Everything that differs."""
        for name, our in self.left.resources.items():
            if name not in self.pairs:
                yield Difference("missing", our.type, name)
            else:
                their = self.right.resources[self.pairs[name]]
                yield from self._properties(name, our, their)
                yield from self._retention(name, our, their)
                if our.condition != their.condition:
                    yield Difference("other", our.type, name, "Condition", our.condition, their.condition)
                yield from self._order(name, our)
        for name, their in self.right.resources.items():
            if name not in self.back:
                yield Difference("extra", their.type, name, theirs=their.properties)
        for role, held in self.left.grants.items():
            if role in self.pairs:
                yield from self._grants(role, held, self.right.grants.get(self.pairs[role], set()))
        yield from self._settings()

    def _properties(self, name: str, our: Known, their: Known) -> Iterator[Difference]:
        theirs = renamed(their.properties, self.back)
        for kind, path, mine, other in differences(our.properties, theirs):
            yield Difference(kind, our.type, name, path, mine, other)

    def _retention(self, name: str, our: Known, their: Known) -> Iterator[Difference]:
        said = (
            ("DeletionPolicy", our.deletion, their.deletion),
            ("UpdateReplacePolicy", our.replacement, their.replacement),
        )
        for path, mine, other in said:
            if mine != other:
                yield Difference("other" if mine else "extra", our.type, name, path, mine, other)

    def _order(self, name: str, our: Known) -> Iterator[Difference]:
        if our.depends_on:
            reached = self.right.reach(self.pairs[name])
            for wanted in sorted(our.depends_on):
                # What an API's body holds is there when the API is.
                waited = self.pairs.get(wanted, wanted).split(" ")[0]
                if waited not in reached:
                    yield Difference("missing", our.type, name, "DependsOn", wanted)

    def _grants(self, role: str, ours: set[Grant], theirs: set[Grant]) -> Iterator[Difference]:
        held = renamed(frozenset(theirs), self.back)
        for needed in sorted(ours, key=str):
            if not any(grant.covers(needed) for grant in held):
                yield Difference("missing", "AWS::IAM::Role", role, "grant", needed)
        for given in sorted(held, key=str):
            if not any(needed.covers(given) for needed in ours):
                yield Difference("extra", "AWS::IAM::Role", role, "grant", theirs=given)

    def _settings(self) -> Iterator[Difference]:
        for name, said in self.left.parameters.items():
            if (other := self.right.parameters.get(name)) != said:
                yield Difference("other" if other else "missing", "Parameter", name, "", said, other)
        for name in self.right.parameters.keys() - self.left.parameters.keys():
            yield Difference("extra", "Parameter", name, theirs=self.right.parameters[name])
        for name, value in self.left.outputs.items():
            other = renamed(self.right.outputs.get(name), self.back)
            if other != value:
                yield Difference("other" if other else "missing", "Output", name, "", value, other)
        for name in self.right.outputs.keys() - self.left.outputs.keys():
            yield Difference("extra", "Output", name, theirs=self.right.outputs[name])


def differences(ours: Any, theirs: Any, path: str = "") -> Iterator[tuple[str, str, Any, Any]]:
    """Kind, path, our value and theirs, wherever two values differ."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in ours.keys() | theirs.keys():
            inner = f"{path}.{key}" if path else key
            if key not in theirs:
                # An empty mapping or list says no more than none.
                if ours[key] not in ({}, []):
                    yield "missing", inner, ours[key], None
            elif key not in ours:
                yield "extra", inner, None, theirs[key]
            else:
                yield from differences(ours[key], theirs[key], inner)
    elif isinstance(ours, frozenset) and isinstance(theirs, frozenset):
        yield from (("missing", path, said, None) for said in ours - theirs)
        yield from (("extra", path, None, said) for said in theirs - ours)
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        if path.rpartition(".")[2] in UNORDERED:
            theirs = _ordered(ours, theirs)
        for index, (mine, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from differences(mine, other, f"{path}[{index}]")
    elif ours != theirs:
        yield "other", path, ours, theirs


def _ordered(ours: list[Any], theirs: list[Any]) -> list[Any]:
    """Theirs, in the order in which they are most like ours."""
    left = list(theirs)
    found = []
    for mine in ours:
        best = min(left, key=lambda other: len(list(differences(mine, other))))
        left.remove(best)
        found.append(best)
    return found
