"""A workflow that nobody waits for and whose failure nobody hears of."""

from collections.abc import Iterable

from app.model import Semantics, Severity
from app.review.facts import Facts
from app.review.remedies import keep_failures
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("state-machine"):
        starts = [
            arrow
            for arrow in facts.into(part.id, "start", "target", "schedule", semantics=Semantics.ASYNC)
            if facts.kind(arrow.source) != "state-machine"
        ]
        if not starts or facts.keeps(part.id) or facts.out(part.id, "metric"):
            continue
        who = facts.names(dict.fromkeys(arrow.source for arrow in starts))
        yield Hit(
            message=f"nobody hears of it when {part.name} fails",
            why=f"{who} will have gone on by then: a run that stops leaves its work half done, and nobody knows.",
            remedy=f"Draw a red arrow from {part.name} to where failures are kept, or an arrow to an alarm.",
            components=(part.id,),
            connections=tuple(arrow.id for arrow in starts),
            fix=keep_failures(facts, part.id),
            safe=True,
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.LOSES, find=_find)
