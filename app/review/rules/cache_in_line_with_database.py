"""A cache drawn as if it fetched from the database by itself."""

from collections.abc import Iterable

from app.model import Semantics, Severity
from app.review.facts import Facts
from app.review.remedies import arrow_to
from app.review.rule import Harm, Hit, Rule

_BEHIND = ("database", "database-proxy")


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("cache"):
        askers = dict.fromkeys(arrow.source for arrow in facts.into(part.id, "query"))
        if not askers or any(_fills(facts, asker) for asker in askers):
            continue
        behind = [store for store in facts.of_kind(*_BEHIND) if store.service == part.service]
        unasked = [store for store in behind if not facts.into(store.id, "query")]
        if not unasked:
            continue
        asker, store = next(iter(askers)), unasked[0]
        yield Hit(
            message=f"{facts.names(askers)} can ask {part.name} only, and nothing fills it from {store.name}",
            why=f"{part.name} does not know {store.name}: what is not in it is not found, and nothing puts it there.",
            remedy=f"Draw {facts.name(asker)} asking both: {part.name} first, {store.name} where that has no entry.",
            components=(part.id, store.id, *askers),
            fix=(arrow_to(facts, f"{asker}-asks", (asker, "queries"), (store.id, "queries"), Semantics.SYNC),)
            if facts.kind(asker) == "function"
            else None,
        )


def _fills(facts: Facts, asker: str) -> bool:
    """Whether whoever asks the cache also has somewhere to get what it lacks."""
    return any(facts.kind(arrow.target) != "cache" for arrow in facts.out(asker, "query")) or bool(
        facts.calls(asker) or facts.into(asker, "stream", "event-source", "subscription", "target")
    )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FAILS, find=_find)
