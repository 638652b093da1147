"""A function that has less time than the function that it waits for."""

from collections.abc import Iterable

from app.model import Severity
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        patience = facts.function(part.id).timeout
        for arrow in facts.calls(part.id):
            if facts.kind(arrow.target) != "function" or arrow.target == part.id:
                continue
            runs = facts.function(arrow.target).timeout
            if runs <= patience:
                continue
            target = facts.name(arrow.target)
            yield Hit(
                message=f"{part.name} may run for {patience} s, and waits for {target}, which may run for {runs} s",
                why=f"When {target} is slow, {part.name} is ended while it waits. It can neither answer nor clean up, "
                f"and {target} works on for nobody.",
                remedy=f"Give {target} less time than {part.name}, with a few seconds to spare.",
                components=(part.id, arrow.target),
                connections=(arrow.id,),
                fix=(set_property(arrow.target, "timeout", max(1, patience - 2)),),
            )


RULE = Rule(severity=Severity.WARNING, harm=Harm.COSTS, find=_find)
