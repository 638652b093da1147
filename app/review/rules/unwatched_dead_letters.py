"""A dead-letter queue that nobody would look into."""

from collections.abc import Iterable

from app.kinds.queue import QueueProperties
from app.model import Component, Semantics, Severity
from app.model.edit import Edit
from app.review.facts import Facts
from app.review.remedies import add, arrow_to, shortened, tell_somebody
from app.review.rule import Harm, Hit, Rule
from app.review.words import duration


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("queue"):
        if not facts.is_dead_letter_queue(part.id) or facts.out(part.id, "metric", "event-source"):
            continue
        if facts.into(part.id, "poll"):
            continue
        retention = duration(facts.read(part.id, QueueProperties).retention)
        yield Hit(
            message=f"nobody watches {part.name}",
            why=f"What fails waits in {part.name} for {retention} and is then deleted, seen or not.",
            remedy=f"Put an alarm on the depth of {part.name} that goes off at the first message and tells somebody.",
            components=(part.id,),
            fix=_watch(facts, part),
            safe=True,
        )


def _watch(facts: Facts, queue: Component) -> tuple[Edit, ...]:
    alarm = Component(
        id=facts.fresh(f"{queue.id}-alarm"),
        kind="alarm",
        name=shortened(f"{queue.name}: not empty"),
        service=queue.service,
    )
    return (
        *add(facts, alarm, queue.id),
        arrow_to(facts, f"{queue.id}-depth", (queue.id, "metrics"), (alarm.id, "metrics"), Semantics.ASYNC),
        *tell_somebody(facts, alarm.id, queue.id),
    )


RULE = Rule(severity=Severity.ADVICE, harm=Harm.LOSES, find=_find)
