"""Caps that are each small enough and together too large."""

from collections.abc import Iterable

from app.kinds.database import DatabaseProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule
from app.review.words import listed


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("database"):
        limit = facts.read(part.id, DatabaseProperties).max_connections
        callers = dict.fromkeys(a.source for a in facts.into(part.id, "query") if facts.kind(a.source) == "function")
        caps = {caller: cap for caller in callers if (cap := facts.cap(caller)) is not None}
        total = sum(caps.values())
        if total <= limit:
            continue
        counted = listed([f"{facts.name(caller)} ({cap})" for caller, cap in caps.items()])
        yield Hit(
            message=f"{counted} may open {total} connections, and {part.name} takes {limit}",
            why=f"When all of them are busy, {part.name} refuses {total - limit} connections, "
            "and whoever asked for those fails, not only the busiest.",
            remedy=f"Lower the caps until they and a few connections for people fit into {limit}, or share them "
            "through RDS Proxy.",
            components=(part.id, *caps),
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FALLS, find=_find)
