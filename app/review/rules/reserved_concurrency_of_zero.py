"""A function that may never run."""

from collections.abc import Iterable

from app.model import Severity
from app.model.edit import UnsetProperty
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        if facts.function(part.id).reserved_concurrency != 0:
            continue
        callers = dict.fromkeys(arrow.source for arrow in facts.into(part.id) if arrow.source != part.id)
        who = facts.names(callers) if callers else "whoever calls it"
        yield Hit(
            message=f"{part.name} has a reserved concurrency of 0, so it never runs",
            why=f"Each call of {part.name} is refused; {who} will get an error, or events wait until they are dropped.",
            remedy=f"Remove the reserved concurrency of {part.name}, or set the number of copies that may run.",
            components=(part.id,),
            fix=(UnsetProperty(id=part.id, key="reserved_concurrency"),),
        )


RULE = Rule(severity=Severity.ERROR, harm=Harm.FAILS, find=_find)
