"""Work that goes on, and is billed, when the API has long given up."""

from collections.abc import Iterable

from app.kinds.state_machine import StateMachineProperties
from app.model import Severity
from app.review.facts import Arrow, Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule
from app.review.words import duration


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("rest-api", "http-api"):
        patience = facts.patience(part.id) or 0
        for arrow in facts.calls(part.id):
            runs = _runs(facts, arrow)
            if runs is None or runs <= patience:
                continue
            target = facts.name(arrow.target)
            yield Hit(
                message=f"{part.name} waits {patience} s, and {target} may take {duration(runs)}",
                why=f"After {patience} s the caller gets a 504 and perhaps tries again, while {target} works on and is "
                "billed for an answer that nobody gets.",
                remedy=f"Let {target} end before {part.name} does, or answer at once and do the work behind a queue.",
                components=(part.id, arrow.target),
                connections=(arrow.id,),
                fix=(set_property(arrow.target, "timeout", patience),),
                safe=len(facts.into(arrow.target)) == 1 and runs <= 2 * patience,
            )


def _runs(facts: Facts, arrow: Arrow) -> int | None:
    match facts.kind(arrow.target):
        case "function":
            return facts.function(arrow.target).timeout
        case "state-machine" if facts.read(arrow.target, StateMachineProperties).type == "express":
            return facts.read(arrow.target, StateMachineProperties).timeout
        case _:
            return None


RULE = Rule(severity=Severity.WARNING, harm=Harm.COSTS, find=_find)
