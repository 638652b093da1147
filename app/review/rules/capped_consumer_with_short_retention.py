"""A queue that deletes messages before its throttled consumer gets to them."""

from collections.abc import Iterable

from app.kinds.queue import QueueProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule
from app.review.words import duration

_DAY = 86_400


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("queue"):
        retention = facts.read(part.id, QueueProperties).retention
        arrivals = facts.into(part.id, "message", "subscription", "notification", "target")
        slow = [
            arrow.target
            for arrow in facts.out(part.id, "event-source")
            if facts.kind(arrow.target) == "function" and facts.cap(arrow.target) is not None
        ]
        if retention >= _DAY or not arrivals or not slow:
            continue
        reader = facts.names(dict.fromkeys(slow))
        yield Hit(
            message=f"{part.name} keeps messages for {duration(retention)} only, and a cap holds {reader} back",
            why=f"A burst that takes {reader} longer than {duration(retention)} is deleted from {part.name} "
            "unread, and so is everything that comes during an outage.",
            remedy=f"Keep the messages of {part.name} for four days or more.",
            components=(part.id, *dict.fromkeys(slow)),
            fix=(set_property(part.id, "retention", 4 * _DAY),),
            safe=True,
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.LOSES, find=_find)
