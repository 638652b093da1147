"""An alarm that changes its colour and tells nobody."""

from collections.abc import Iterable

from app.model import Severity
from app.review.facts import Facts
from app.review.remedies import tell_somebody
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("alarm"):
        if facts.out(part.id, "alarm-action"):
            continue
        sources = dict.fromkeys(arrow.source for arrow in facts.into(part.id, "metric"))
        watched = facts.names(sources) if sources else "its metric"
        yield Hit(
            message=f"{part.name} tells nobody",
            why=f"When something is wrong with {watched}, {part.name} turns red in a console that nobody has open.",
            remedy=f"Draw an arrow from {part.name} to a topic that reaches a person, or to a function that acts.",
            components=(part.id,),
            fix=tell_somebody(facts, part.id, part.id),
            safe=True,
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.BINDS, find=_find)
