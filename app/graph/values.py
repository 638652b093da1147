"""Property values: JSON, with references as types of their own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Ref:
    """What CloudFormation's `Ref` gives for a resource or a parameter."""

    logical_id: str


@dataclass(frozen=True)
class Att:
    """An attribute of a resource: `Fn::GetAtt`."""

    logical_id: str
    name: str


@dataclass(frozen=True)
class Pseudo:
    """A pseudo parameter: `Region`, `AccountId`, `Partition`, `StackName`, `URLSuffix`."""

    name: str


@dataclass(frozen=True)
class Part:
    """One piece of a text that only CloudFormation knows, such as a UUID in an ARN: split by `by`, counted from 0."""

    of: "Ref | Att | Pseudo | Part"
    by: str
    index: int


@dataclass(frozen=True)
class Zone:
    """One of the region's availability zones, counted from 0."""

    index: int


@dataclass(frozen=True)
class Sub:
    """Text with references in it: the parts, joined. Literal parts stay literal, whatever they hold."""

    parts: "tuple[str | Ref | Att | Pseudo | Part, ...]"

    @staticmethod
    def of(*parts: "str | Ref | Att | Pseudo | Part | Sub") -> "Sub":
        """Join parts, flattening what is joined already."""
        flat: list[str | Ref | Att | Pseudo | Part] = []
        for part in parts:
            flat.extend(part.parts if isinstance(part, Sub) else (part,))
        return Sub(tuple(flat))


Reference: TypeAlias = Ref | Att | Pseudo | Part | Zone | Sub
Text: TypeAlias = str | Ref | Att | Pseudo | Part | Sub
"""What can stand where a text is wanted, and inside `Sub.of`."""
Value: TypeAlias = "str | int | float | bool | Reference | Sequence[Value] | Mapping[str, Value] | None"

STACK_SUFFIX = Part(Part(Pseudo("StackId"), "/", 2), "-", 4)
"""Twelve hexadecimal digits that differ from stack to stack: they make a name unique where AWS wants one from us."""


def arn(service: str, *rest: Text, region: Text | None = None, account: Text | None = None) -> Sub:
    """An ARN in the stack's own partition, region and account; an empty text leaves region or account out."""
    return Sub.of(
        "arn:",
        Pseudo("Partition"),
        f":{service}:",
        Pseudo("Region") if region is None else region,
        ":",
        Pseudo("AccountId") if account is None else account,
        ":",
        *rest,
    )


def unique(stem: str) -> Sub:
    """A name of at most 40 characters that no other stack has: the stem, shortened if need be, and a suffix."""
    return Sub.of(f"{stem[:26].rstrip('-')}-", STACK_SUFFIX)


# What refers to nothing, by its very class: asking `isinstance` of a union takes ten times as long.
_PLAIN: frozenset[type] = frozenset({str, int, float, bool, type(None), Pseudo, Zone})


def references(value: Value) -> Iterator[str]:
    """The logical ids of all resources and parameters that a value speaks of."""
    # A graph is walked by this more than by anything else, so the frequent types come first and nothing recurs.
    open_ = [value]
    while open_:
        at = open_.pop()
        if type(at) in _PLAIN:
            continue
        if isinstance(at, dict):
            open_.extend(reversed(at.values()))
        elif isinstance(at, list):
            open_.extend(reversed(at))
        elif isinstance(at, Ref | Att):
            yield at.logical_id
        elif isinstance(at, Sub):
            open_.extend(reversed(at.parts))
        elif isinstance(at, Part):
            open_.append(at.of)
        elif isinstance(at, str | int | float | Pseudo | Zone | None):
            continue
        elif isinstance(at, Mapping):
            open_.extend(reversed([*at.values()]))
        else:
            open_.extend(reversed(at))
