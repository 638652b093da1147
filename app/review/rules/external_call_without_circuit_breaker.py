"""Somebody else's outage, paid for call by call."""

from collections.abc import Iterable

from app.model import Component, Semantics, Severity
from app.review.facts import Facts
from app.review.remedies import add, arrow_to, shortened
from app.review.rule import Harm, Hit, Rule

_STATE = ("table", "cache", "parameter", "database", "database-proxy")


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        asked = [
            a for a in facts.out(part.id, "http", semantics=Semantics.SYNC) if facts.kind(a.target) == "external-api"
        ]
        waits = facts.into(part.id, "invoke", "http", semantics=Semantics.SYNC)
        # Behind a queue the retries do the work of the breaker; here somebody waits.
        if not asked or not waits or any(facts.kind(a.target) in _STATE for a in facts.out(part.id, "query")):
            continue
        if any(facts.kind(arrow.source) == "state-machine" for arrow in waits):
            continue
        targets = dict.fromkeys(arrow.target for arrow in asked)
        who, callers = facts.names(targets), facts.names(dict.fromkeys(arrow.source for arrow in waits))
        table = Component(
            id=facts.fresh(f"{part.id}-circuit"),
            kind="table",
            name=shortened(f"Circuit of {facts.name(asked[0].target)}"),
            service=part.service,
            properties={"time_to_live": "expires"},
        )
        yield Hit(
            message=f"{part.name} asks {who} each time anew, whether there is an answer or not",
            why=f"While {who} cannot be reached, each call keeps {callers} waiting until the timeout, all the same.",
            remedy=f"Let {part.name} keep score in a table or a cache and fail at once while the circuit is open "
            "(Circuit Breaker).",
            components=(part.id, *targets),
            connections=tuple(arrow.id for arrow in asked),
            fix=(
                *add(facts, table, part.id),
                arrow_to(facts, f"{part.id}-keeps-score", (part.id, "queries"), (table.id, "items"), Semantics.SYNC),
            ),
        )


RULE = Rule(severity=Severity.ADVICE, harm=Harm.COSTS, find=_find)
