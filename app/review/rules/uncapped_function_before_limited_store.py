"""A function that can open more connections than its database has."""

from collections.abc import Iterable

from app.kinds.database import DatabaseProperties
from app.model import Semantics, Severity
from app.model.edit import Edit
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("database"):
        limit = facts.read(part.id, DatabaseProperties).max_connections
        callers = [arrow for arrow in facts.into(part.id, "query") if facts.kind(arrow.source) == "function"]
        capped = sum(facts.cap(arrow.source) or 0 for arrow in callers)
        for arrow in callers:
            if facts.cap(arrow.source) is not None or not facts.into(arrow.source):
                continue
            caller = facts.name(arrow.source)
            edits, gentle = _cap(facts, arrow.source, limit * 8 // 10 - capped)
            yield Hit(
                message=f"nothing limits how many copies of {caller} open a connection to {part.name}",
                why=f"The copies of {caller} grow with the load, and each holds a connection; "
                f"{part.name} refuses the one after {limit} with 'too many connections'.",
                remedy=f"Cap {caller}, put a queue before it or RDS Proxy between.",
                components=(arrow.source, part.id),
                connections=(arrow.id,),
                fix=edits,
                safe=gentle,
            )


def _cap(facts: Facts, function: str, spare: int) -> tuple[tuple[Edit, ...] | None, bool]:
    """Edits that cap a function, and whether all that they throttle can wait in a queue."""
    triggers = [arrow for arrow in facts.into(function) if arrow.semantics is not Semantics.ERROR]
    if triggers and all(arrow.protocol == "event-source" for arrow in triggers):
        share = min(spare // len(triggers), 1000)
        if share < 2:
            return None, False
        return tuple(set_property(arrow.id, "maximum_concurrency", share) for arrow in triggers), True
    return ((set_property(function, "reserved_concurrency", spare),), False) if spare >= 1 else (None, False)


RULE = Rule(severity=Severity.WARNING, harm=Harm.FALLS, find=_find)
