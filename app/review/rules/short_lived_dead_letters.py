"""A dead-letter queue that deletes its messages before anybody can look at them."""

from collections.abc import Iterable

from app.kinds.queue import QueueProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.remedies import FOURTEEN_DAYS, set_property
from app.review.rule import Harm, Hit, Rule
from app.review.words import duration

_WEEKEND = 345_600


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("queue"):
        if not facts.is_dead_letter_queue(part.id):
            continue
        kept = facts.read(part.id, QueueProperties)
        if kept.retention >= FOURTEEN_DAYS:
            continue
        # Only a standard queue's messages keep their first age when they move.
        older = [
            arrow.source
            for arrow in facts.into(part.id, "redrive")
            if not kept.fifo and facts.read(arrow.source, QueueProperties).retention >= kept.retention
        ]
        if not older and kept.retention >= _WEEKEND:
            continue
        why = (
            f"A message keeps its age when it moves: one that has waited in {facts.name(older[0])} for days reaches "
            f"{part.name} with little left of its {duration(kept.retention)}, or none."
            if older
            else f"What fails on a Friday evening is gone from {part.name} after {duration(kept.retention)}."
        )
        yield Hit(
            message=f"{part.name} keeps its messages for {duration(kept.retention)} only",
            why=why,
            remedy=f"Keep the messages of {part.name} for fourteen days.",
            components=(part.id, *dict.fromkeys(older)),
            fix=(set_property(part.id, "retention", FOURTEEN_DAYS),),
            safe=True,
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.LOSES, find=_find)
