"""An arrow from a function whose handler does nothing with it."""

from collections.abc import Iterable

from app.catalog.drawn import leaving, made_for, target_of
from app.model import Semantics, Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        made = made_for(facts.function(part.id).handler or "")
        if made is None or made.finds:
            continue
        for arrow in sorted(leaving(facts.design, part), key=lambda one: one.id):
            if arrow.semantics is Semantics.ERROR or target_of(facts.design, arrow) in made.uses:
                continue
            target = facts.name(arrow.target.component)
            yield Hit(
                message=f"{part.name} may reach {target}, and its handler does nothing with it",
                why=f"The handler of {part.name} was written for its pattern, where this arrow is not: "
                f"{target} never hears of it.",
                remedy=f"Use {target} in the exported code of {part.name}, or unset the handler: the default one hands "
                "its result on along every arrow.",
                components=(part.id, arrow.target.component),
                connections=(arrow.id,),
            )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FAILS, find=_find)
