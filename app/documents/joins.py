"""Which ports of two kinds join, and with which meaning."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.documents.yaml_text import Source
from app.kinds import kinds
from app.model import Direction, Kind, Port, Semantics
from app.protocols import protocols

UNNAMED = "unnamed"
"""Stands for a port that the author left out and that could not be told; no kind has a port of this name."""


@dataclass(frozen=True)
class Join:
    """A pair of ports that join, and the meanings that both allow."""

    source: Port
    target: Port
    semantics: frozenset[Semantics]


@cache
def joins(source: str, target: str) -> tuple[Join, ...]:
    """Every way in which an arrow can lead from one kind to another; empty if there is none.

    Both arguments are kind ids; an unknown one joins nothing.
    """
    one, other = kinds().get(source), kinds().get(target)
    if one is None or other is None:
        return ()
    calls = [join for join in _pairs(other, one) if Semantics.ERROR not in join.semantics]
    # An error answer runs against a call: where none can lead, it has nothing to answer.
    return tuple(join for join in _pairs(one, other) if calls or join.source.protocol != "refusal")


def _pairs(one: Kind, other: Kind) -> Iterable[Join]:
    for start in one.ports:
        if start.direction is not Direction.OUT or (start.peers and other.id not in start.peers):
            continue
        for end in other.ports:
            if end.direction is not Direction.IN or (end.peers and one.id not in end.peers):
                continue
            if start.protocol == end.protocol and (shared := start.semantics & end.semantics):
                yield Join(start, end, shared)


def fill_in_ports(source: Source, path: tuple[str | int, ...]) -> None:
    """Where an arrow of the raw design at `path` names only components, add the ports, if just one pair can be meant.

    Changes `source.data`. Where none or several can be meant, the port becomes UNNAMED, which `check` complains about.
    """
    design = source.data
    for part in path:
        design = design[part]
    kind_of = _kinds_of(design)
    for arrow in _arrows(design):
        start, end = arrow.get("from"), arrow.get("to")
        fitting = fitting_joins(arrow.get("semantics"), _end(start, kind_of), _end(end, kind_of))
        one = fitting[0] if len(fitting) == 1 else None
        for side, said, port in (("from", start, one and one.source), ("to", end, one and one.target)):
            if isinstance(said, str) and "." not in said:
                arrow[side] = f"{said}.{port.id if port else UNNAMED}"


def _kinds_of(design: Any) -> dict[str, str]:  # noqa: ANN401 - raw data of a document
    components = design.get("components") if isinstance(design, dict) else None
    if not isinstance(components, list):
        return {}
    return {
        thing["id"]: thing["kind"]
        for thing in components
        if isinstance(thing, dict) and isinstance(thing.get("id"), str) and isinstance(thing.get("kind"), str)
    }


def _arrows(design: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - raw data of a document
    arrows = design.get("connections") if isinstance(design, dict) else None
    return [arrow for arrow in arrows if isinstance(arrow, dict)] if isinstance(arrows, list) else []


def _end(said: object, kind_of: dict[str, str]) -> tuple[str, str]:
    component, _, port = said.partition(".") if isinstance(said, str) else ("", "", "")
    return kind_of.get(component, ""), port or UNNAMED


def fitting_joins(semantics: object, start: tuple[str, str], end: tuple[str, str]) -> tuple[Join, ...]:
    """The joins that fit what is known of an arrow: its meaning, and of each end the kind and the port or UNNAMED.

    Of several, those that an arrow must ask for by name (`Port.by_name_only`) count only where no other fits.
    """
    fitting = tuple(
        join
        for join in joins(start[0], end[0])
        if start[1] in (UNNAMED, join.source.id) and end[1] in (UNNAMED, join.target.id) and semantics in join.semantics
    )
    usual = tuple(join for join in fitting if not (join.source.by_name_only or join.target.by_name_only))
    return usual or fitting


def cannot_join(source: str, target: str, semantics: str, start: str = "", end: str = "") -> tuple[str, str]:
    """Why no arrow of this meaning leads from one kind to the other, and what is possible instead.

    `start` and `end` are what to call the ends, if not by their kinds.
    """
    one, other = kinds()[source], kinds()[target]
    message = f"no {semantics} arrow can lead from {start or _a(one.title)} to {end or _a(other.title)}"
    if possible := joins(source, target):
        ways = dict.fromkeys(
            f"{in_words(join.semantics)} ({protocols()[join.source.protocol].title})" for join in possible
        )
        return message, f"Possible between the two: {', '.join(ways)}."
    if back := joins(target, source):
        meanings = frozenset().union(*(join.semantics for join in back))
        return message, f"The other way round there can be one: {in_words(meanings)}."
    return message, "Put something between them, or choose other kinds."


def in_words(semantics: frozenset[Semantics]) -> str:
    """Meanings as "sync or async", in the order of the enumeration."""
    return " or ".join(meaning.value for meaning in Semantics if meaning in semantics)


def _a(title: str) -> str:
    """A title with its article: "an SQS queue", "a Lambda function"."""
    spoken_vowel = title[0] in "AEIOU" or re.match("[FHLMNRSX][B-DF-HJ-NP-TV-Z0-9]", title)
    return f"{'an' if spoken_vowel else 'a'} {title}"
