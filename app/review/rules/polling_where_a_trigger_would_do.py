"""A function that asks a queue, where the queue could call it."""

from collections.abc import Iterable

from app.model import Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for arrow in facts.arrows:
        if arrow.protocol != "poll" or facts.kind(arrow.source) != "function":
            continue
        if not facts.into(arrow.source, "schedule"):
            continue
        reader, queue = facts.name(arrow.source), facts.name(arrow.target)
        yield Hit(
            message=f"{reader} asks {queue} for messages, on a schedule",
            why=f"{reader} runs and is billed also when {queue} is empty, and a message waits up to a beat for it.",
            remedy=f"Let {queue} trigger {reader}: Lambda does the asking, and FIFO queues can do it too since 2019.",
            components=(arrow.source, arrow.target),
            connections=(arrow.id,),
        )


RULE = Rule(severity=Severity.ADVICE, harm=Harm.COSTS, find=_find)
