"""A delivery between FIFO and standard that AWS does not make."""

from collections.abc import Iterable

from app.model import Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for arrow in facts.arrows:
        if arrow.protocol not in ("subscription", "notification"):
            continue
        source, target = facts.name(arrow.source), facts.name(arrow.target)
        if arrow.protocol == "subscription" and facts.fifo(arrow.source):
            if facts.kind(arrow.target) in ("queue", "microservice"):
                continue
            message = f"the FIFO topic {source} cannot deliver to {target}"
            remedy = f"Put a FIFO queue between {source} and {target}, or make {source} a standard topic."
        elif facts.fifo(arrow.target):
            message = f"{source} cannot deliver to {target}, which is FIFO"
            remedy = (
                f"Make {source} a FIFO topic as well."
                if arrow.protocol == "subscription"
                else f"Make {target} standard, or send the bucket's events over an event bus."
            )
        else:
            continue
        yield Hit(
            message=message,
            why=f"AWS refuses the arrow from {source} to {target}, so this cannot be deployed.",
            remedy=remedy,
            components=(arrow.source, arrow.target),
            connections=(arrow.id,),
        )


RULE = Rule(severity=Severity.ERROR, harm=Harm.FAILS, find=_find)
