"""A queue that fills up and deletes what it holds."""

from collections.abc import Iterable

from app.kinds.queue import QueueProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule
from app.review.words import duration


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("queue"):
        fed = facts.into(part.id, "message", "subscription", "notification", "target", "schedule")
        if not fed or facts.is_dead_letter_queue(part.id):
            continue
        # One with an alarm is a place where things are left for a person.
        if facts.out(part.id, "event-source", "metric") or facts.into(part.id, "poll"):
            continue
        retention = duration(facts.read(part.id, QueueProperties).retention)
        yield Hit(
            message=f"nobody works through {part.name}",
            why=f"What {facts.names(dict.fromkeys(arrow.source for arrow in fed))} may put into {part.name} waits for "
            f"{retention} and is then deleted.",
            remedy=f"Draw an arrow from {part.name} to its consumer: a function, or another microservice.",
            components=(part.id,),
            connections=tuple(arrow.id for arrow in fed),
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.LOSES, find=_find)
