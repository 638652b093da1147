"""Two different consumers that take each other's messages."""

from collections.abc import Iterable

from app.model import Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("queue"):
        readers = facts.out(part.id, "event-source")
        who = dict.fromkeys(arrow.target for arrow in readers)
        if len(who) < 2:
            continue
        yield Hit(
            message=f"{facts.names(who)} take their messages from the same queue, {part.name}",
            why=f"Each message of {part.name} goes to one of them, whichever is quicker; the others never see it.",
            remedy=f"Let a topic copy each message to a queue per consumer, in place of {part.name}.",
            components=(part.id, *who),
            connections=tuple(arrow.id for arrow in readers),
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.LOSES, find=_find)
