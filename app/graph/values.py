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
class Sub:
    """Text with references in it: the parts, joined. Literal parts stay literal, whatever they hold."""

    parts: tuple[str | Ref | Att | Pseudo, ...]

    @staticmethod
    def of(*parts: "str | Ref | Att | Pseudo | Sub") -> "Sub":
        """Join parts, flattening what is joined already."""
        flat: list[str | Ref | Att | Pseudo] = []
        for part in parts:
            flat.extend(part.parts if isinstance(part, Sub) else (part,))
        return Sub(tuple(flat))


Reference: TypeAlias = Ref | Att | Pseudo | Sub
Value: TypeAlias = "str | int | float | bool | Reference | Sequence[Value] | Mapping[str, Value] | None"


def references(value: Value) -> Iterator[str]:
    """The logical ids of all resources and parameters that a value speaks of."""
    match value:
        case Ref(logical_id) | Att(logical_id):
            yield logical_id
        case Sub(parts):
            for part in parts:
                yield from references(part)
        case Mapping():
            for item in value.values():
                yield from references(item)
        case str() | None | bool() | int() | float() | Pseudo():
            return
        case _:
            for item in value:
                yield from references(item)
