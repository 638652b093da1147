"""A queue whose consumer can fail, without a place for what keeps failing."""

from collections.abc import Iterable

from app.kinds.queue import QueueProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.remedies import dead_letters
from app.review.rule import Harm, Hit, Rule
from app.review.words import duration


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("queue"):
        readers = [arrow.target for arrow in facts.out(part.id, "event-source")]
        readers += [arrow.source for arrow in facts.into(part.id, "poll")]
        if not readers or facts.out(part.id, "redrive") or facts.is_dead_letter_queue(part.id):
            continue
        queue = facts.read(part.id, QueueProperties)
        reader = facts.names(dict.fromkeys(readers))
        blocked = " In a FIFO queue it also holds up everything behind it in its group." if queue.fifo else ""
        yield Hit(
            message=f"{part.name} has no dead-letter queue",
            why=f"A message that {reader} cannot process comes back again and again, and after "
            f"{duration(queue.retention)} {part.name} deletes it.{blocked}",
            remedy=f"Let {part.name} move a message to a dead-letter queue after five tries.",
            components=(part.id,),
            fix=dead_letters(facts, part.id, fifo=queue.fifo),
            safe=True,
        )


RULE = Rule(severity=Severity.ERROR, harm=Harm.LOSES, find=_find)
