"""Which ports of two kinds join, and with which meaning."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.documents.yaml_text import Source
from app.kinds import kinds
from app.model import Direction, Kind, Port, Semantics


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
    return tuple(_pairs(one, other))


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

    Changes `source.data`. What stays incomplete is complained about by `missing_ports`.
    """
    design = source.data
    for part in path:
        design = design[part]
    kind_of = _kinds_of(design)
    for arrow in _arrows(design):
        start, end = arrow.get("from"), arrow.get("to")
        if not isinstance(start, str) or not isinstance(end, str) or ("." in start and "." in end):
            continue
        fitting = _fitting(arrow, kind_of)
        if len(fitting) == 1:
            arrow["from"] = f"{start.partition('.')[0]}.{fitting[0].source.id}"
            arrow["to"] = f"{end.partition('.')[0]}.{fitting[0].target.id}"


def missing_ports(source: Source, path: tuple[str | int, ...]) -> Iterable[tuple[tuple[str | int, ...], str, str]]:
    """The arrows that still name no port, as (path, message, remedy)."""
    design = source.data
    for part in path:
        design = design[part]
    kind_of = _kinds_of(design)
    for index, arrow in enumerate(_arrows(design)):
        for side in ("from", "to"):
            end = arrow.get(side)
            if not isinstance(end, str) or "." in end or end not in kind_of or kind_of[end] not in kinds():
                continue
            other = arrow.get("to" if side == "from" else "from")
            if not isinstance(other, str) or kind_of.get(other.partition(".")[0]) not in kinds():
                continue
            message, remedy = _why(arrow, kind_of)
            yield (*path, "connections", index, side), message, remedy
            break


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
    return [arrow if isinstance(arrow, dict) else {} for arrow in arrows] if isinstance(arrows, list) else []


def _fitting(arrow: dict[str, Any], kind_of: dict[str, str]) -> list[Join]:
    """The joins that fit what the arrow says so far."""
    (start, _, start_port), (end, _, end_port) = (str(arrow[side]).partition(".") for side in ("from", "to"))
    fitting = [
        join
        for join in joins(kind_of.get(start, ""), kind_of.get(end, ""))
        if start_port in ("", join.source.id)
        and end_port in ("", join.target.id)
        and arrow.get("semantics") in join.semantics
    ]
    usual = [join for join in fitting if not (join.source.by_name_only or join.target.by_name_only)]
    return usual or fitting


def _why(arrow: dict[str, Any], kind_of: dict[str, str]) -> tuple[str, str]:
    start, end = (str(arrow[side]).partition(".")[0] for side in ("from", "to"))
    if fitting := _fitting(arrow, kind_of):
        ways = ", ".join(f"`from: {start}.{join.source.id}` `to: {end}.{join.target.id}`" for join in fitting)
        return f"{start!r} and {end!r} join in more than one way", f"Say which: {ways}."
    return cannot_join(kind_of[start], kind_of[end], str(arrow.get("semantics")))


def cannot_join(source: str, target: str, semantics: str) -> tuple[str, str]:
    """Why no arrow of this meaning leads from one kind to the other, and what is possible instead."""
    one, other = kinds()[source], kinds()[target]
    message = f"no {semantics} arrow can lead from a {one.title} to a {other.title}"
    if possible := joins(source, target):
        ways = "; ".join(
            f"{'/'.join(sorted(meaning.value for meaning in join.semantics))} by {join.source.protocol}"
            for join in possible
        )
        return message, f"Possible between the two: {ways}."
    if back := joins(target, source):
        meanings = sorted({meaning.value for join in back for meaning in join.semantics})
        return message, f"The other way round there is one ({', '.join(meanings)})."
    return message, "Put something between them, or choose other kinds."
