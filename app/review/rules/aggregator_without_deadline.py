"""An answer made of several, as slow as the slowest of them."""

from collections.abc import Iterable

from app.model import Semantics, Severity
from app.protocols.http import HttpProperties
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        asked = facts.out(part.id, "http", semantics=Semantics.SYNC)
        bare = [arrow for arrow in asked if arrow.read(HttpProperties).timeout is None]
        if len(asked) < 2 or not bare:
            continue
        own = facts.function(part.id).timeout
        targets = dict.fromkeys(arrow.target for arrow in bare)
        yield Hit(
            message=f"{part.name} asks {len(asked)} others and waits for {facts.names(targets)} without a deadline",
            why=f"If one of them hangs, {part.name} is ended after {own} s and answers nothing at all, "
            "though the others have answered.",
            remedy="Give each call a deadline below that of the whole, and decide what the answer is without it.",
            components=(part.id, *targets),
            connections=tuple(arrow.id for arrow in bare),
            fix=tuple(set_property(arrow.id, "timeout", max(0.5, min(5, own / 2))) for arrow in bare),
            safe=True,
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FALLS, find=_find)
