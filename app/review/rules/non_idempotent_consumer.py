"""A side effect outside, triggered by something that may come twice, with no memory of the first time."""

from collections.abc import Iterable

from app.model import Component, Semantics, Severity
from app.review.facts import Facts
from app.review.remedies import add, arrow_to, shortened
from app.review.rule import Harm, Hit, Rule

_MEMORY = ("table", "database", "database-proxy", "cache", "bucket")


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        asked = [
            a for a in facts.out(part.id, "http", semantics=Semantics.SYNC) if facts.kind(a.target) == "external-api"
        ]
        twice = [
            arrow
            for arrow in [*facts.into(part.id, "event-source", "stream"), *facts.handed(part.id)]
            if arrow.protocol not in ("schedule", "alarm-action") and not facts.fifo(arrow.source)
        ]
        if not asked or not twice or any(facts.kind(a.target) in _MEMORY for a in facts.out(part.id, "query")):
            continue
        outside = facts.names(dict.fromkeys(arrow.target for arrow in asked))
        sources = facts.names(dict.fromkeys(arrow.source for arrow in twice))
        table = Component(
            id=facts.fresh(f"{part.id}-done"),
            kind="table",
            name=shortened(f"Done by {part.name}"),
            service=part.service,
            properties={"time_to_live": "expires"},
        )
        yield Hit(
            message=f"events from {sources} may come twice, and {part.name} does not remember what it has done",
            why=f"If an event arrives twice, or {part.name} fails afterwards, {outside} will be called twice for it.",
            remedy=f"Let {part.name} note each event's id in a table before the call, and skip those that it knows.",
            components=(part.id, *dict.fromkeys(arrow.target for arrow in asked)),
            connections=tuple(arrow.id for arrow in (*twice, *asked)),
            fix=(
                *add(facts, table, part.id),
                arrow_to(facts, f"{part.id}-remembers", (part.id, "queries"), (table.id, "items"), Semantics.SYNC),
            ),
        )


RULE = Rule(severity=Severity.ADVICE, harm=Harm.LOSES, find=_find)
