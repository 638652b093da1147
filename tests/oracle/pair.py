"""Which resource of theirs is which of ours: by logical id, by who refers to it, else by what it is like."""

from collections.abc import Iterator, Mapping
from typing import Any

from tests.oracle.template import Known
from tests.oracle.values import Call, Text, To

UNORDERED = frozenset(
    {
        "AlarmActions",
        "AttributeDefinitions",
        "Dimensions",
        "IntegrationResponses",
        "MethodResponses",
        "RouteTableIds",
        "SecurityGroupEgress",
        "SecurityGroupIds",
        "SecurityGroupIngress",
        "SubnetIds",
        "Tags",
        "UserIds",
        "VpcSecurityGroupIds",
        "VpcSubnetIds",
    }
)
"""Lists that mean the same in any order."""


def pair(ours: Mapping[str, Known], theirs: Mapping[str, Known], names: Mapping[str, str]) -> dict[str, str]:
    """Logical ids of theirs by ours."""
    pairs: dict[str, str] = {}
    for name, our in ours.items():
        wanted = names.get(name, name)
        if wanted in theirs and theirs[wanted].type == our.type:
            pairs[name] = wanted
    waiting = list(pairs)
    while True:
        while waiting:
            name = waiting.pop()
            for mine, other in _together(ours[name].properties, theirs[pairs[name]].properties):
                if _new(mine, other, ours, theirs, pairs):
                    pairs[mine] = other
                    waiting.append(mine)
        best = _likest(ours, theirs, pairs)
        if best is None:
            return pairs
        pairs[best[0]] = best[1]
        waiting = [best[0]]


def _new(our: str, their: str, ours: Mapping[str, Known], theirs: Mapping[str, Known], pairs: dict[str, str]) -> bool:
    free = our in ours and their in theirs and our not in pairs and their not in pairs.values()
    return free and ours[our].type == theirs[their].type


def _together(ours: Any, theirs: Any) -> Iterator[tuple[str, str]]:
    """References at the same place."""
    match ours, theirs:
        case To(name=our), To(name=their):
            yield our, their
        case (Text(parts=our), Text(parts=their)) | (Call(arguments=our), Call(arguments=their)):
            for mine, other in zip(our, their, strict=False):
                yield from _together(mine, other)
        case dict(), dict():
            for key in ours.keys() & theirs.keys():
                if key not in UNORDERED:
                    yield from _together(ours[key], theirs[key])
        case list(), list():
            if len(ours) == len(theirs):
                for mine, other in zip(ours, theirs, strict=True):
                    yield from _together(mine, other)


def _likest(ours: Mapping[str, Known], theirs: Mapping[str, Known], pairs: dict[str, str]) -> tuple[str, str] | None:
    """The two that are most alike of those that have no partner."""
    taken = set(pairs.values())
    left: dict[str, list[str]] = {}
    for name, their in theirs.items():
        if name not in taken:
            left.setdefault(their.type, []).append(name)
    best: tuple[float, str, str] | None = None
    for name, our in ours.items():
        if name in pairs:
            continue
        for other in left.get(our.type, ()):
            distance = _distance(our.properties, theirs[other].properties, pairs)
            # A name that begins like ours decides between two that are equally alike.
            distance -= 0.5 * other.startswith(name)
            if best is None or distance < best[0]:
                best = (distance, name, other)
    return best[1:] if best is not None else None


def _distance(ours: Any, theirs: Any, pairs: Mapping[str, str]) -> float:
    """How many leaves differ; references to what has no partner yet count half."""
    match ours, theirs:
        case dict(), dict():
            return sum(
                _distance(ours[key], theirs[key], pairs) if key in ours and key in theirs else 1
                for key in ours.keys() | theirs.keys()
            )
        case list(), list():
            different = abs(len(ours) - len(theirs))
            return different + sum(_distance(a, b, pairs) for a, b in zip(ours, theirs, strict=False))
        case To(name=our, attribute=mine), To(name=their, attribute=other):
            if our in pairs or ours.pseudo or theirs.pseudo:
                return float(pairs.get(our, our) != their or mine != other)
            return 0.5
        case (Text(parts=our), Text(parts=their)) | (Call(arguments=our), Call(arguments=their)):
            return _distance(list(our), list(their), pairs)
        case _:
            return float(ours != theirs)
