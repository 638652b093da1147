"""A batch that a FIFO queue does not give."""

from collections.abc import Iterable

from app.model import Severity
from app.model.edit import Edit, UnsetProperty
from app.protocols.event_source import EventSourceProperties
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("queue"):
        if not facts.fifo(part.id):
            continue
        for arrow in facts.out(part.id, "event-source"):
            batch = arrow.read(EventSourceProperties)
            edits: list[Edit] = []
            if batch.batch_size > 10:
                edits.append(set_property(arrow.id, "batch_size", 10))
            if batch.batch_window:
                edits.append(UnsetProperty(id=arrow.id, key="batch_window"))
            if not edits:
                continue
            reader = facts.name(arrow.target)
            yield Hit(
                message=f"{reader} asks {part.name} for batches that a FIFO queue does not give",
                why=f"Lambda refuses to join {part.name} and {reader} like this, so it cannot be deployed.",
                remedy="Take batches of at most 10 messages, without a batch window.",
                components=(part.id, arrow.target),
                connections=(arrow.id,),
                fix=tuple(edits),
                safe=True,
            )


RULE = Rule(severity=Severity.ERROR, harm=Harm.FAILS, find=_find)
