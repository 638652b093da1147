"""Calls that are each quick enough and, one after the other, too slow."""

from collections.abc import Iterable

from app.model import Severity
from app.protocols.http import HttpProperties
from app.review.facts import Arrow, Facts
from app.review.rule import Harm, Hit, Rule
from app.review.words import duration


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        limits = [(facts.patience(arrow.source), arrow) for arrow in facts.into(part.id, "invoke")]
        known = [(patience, arrow.source) for patience, arrow in limits if patience is not None]
        budgets = [(budget, arrow) for arrow in facts.calls(part.id) if (budget := _budget(facts, arrow)) is not None]
        if not known or len(budgets) < 2:
            continue
        patience, api = min(known)
        total = sum(budget for budget, _ in budgets)
        # What is too slow by itself is another rule's business.
        if total <= patience or max(budget for budget, _ in budgets) > patience:
            continue
        targets = dict.fromkeys(arrow.target for _, arrow in budgets)
        yield Hit(
            message=f"the calls of {part.name} to {facts.names(targets)} may take {duration(total)} together, "
            f"and {facts.name(api)} waits {patience} s",
            why=f"If {part.name} makes them one after the other and all are slow, {facts.name(api)} answers 504 before "
            f"{part.name} is through.",
            remedy="Make the calls at the same time, or share the time out so that they fit together.",
            components=(part.id, api, *targets),
            connections=tuple(arrow.id for _, arrow in budgets),
        )


def _budget(facts: Facts, arrow: Arrow) -> float | None:
    if isinstance(arrow.properties, HttpProperties):
        return arrow.properties.timeout
    # A timeout that nobody chose says nothing about how long a function takes.
    chosen = facts.kind(arrow.target) == "function" and "timeout" in facts.design.by_id[arrow.target].properties
    return facts.function(arrow.target).timeout if chosen else None


RULE = Rule(severity=Severity.ADVICE, harm=Harm.FALLS, find=_find)
