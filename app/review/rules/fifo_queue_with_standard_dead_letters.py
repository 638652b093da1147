"""A queue and its dead-letter queue of different types, which SQS refuses."""

from collections.abc import Iterable

from app.kinds.queue import QueueProperties
from app.model import Severity
from app.model.edit import Edit, UnsetProperty
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("queue"):
        fifo = facts.read(part.id, QueueProperties).fifo
        for move in facts.out(part.id, "redrive"):
            other = facts.read(move.target, QueueProperties).fifo
            if fifo == other:
                continue
            words = ("FIFO", "standard") if fifo else ("standard", "FIFO")
            target = facts.name(move.target)
            yield Hit(
                message=f"{part.name} is a {words[0]} queue, and its dead-letter queue {target} a {words[1]} one",
                why=f"SQS refuses this redrive policy, so {part.name} cannot be deployed with it.",
                remedy=f"Make {target} a {words[0]} queue.",
                components=(part.id, move.target),
                connections=(move.id,),
                fix=_change(facts, move.target, fifo=fifo),
                safe=True,
            )


def _change(facts: Facts, queue: str, *, fifo: bool) -> tuple[Edit, ...] | None:
    """Change the type of a dead-letter queue, if it is nothing but that for queues of the one type."""
    others = [arrow for arrow in facts.into(queue) if arrow.protocol != "redrive"]
    sources = {facts.read(arrow.source, QueueProperties).fifo for arrow in facts.into(queue, "redrive")}
    if others or sources != {fifo} or facts.out(queue, "event-source", "redrive"):
        return None
    given = facts.design.by_id[queue].properties
    edits: list[Edit] = (
        [UnsetProperty(id=queue, key="content_based_deduplication")]
        if (not fifo and "content_based_deduplication" in given)
        else []
    )
    return (*edits, set_property(queue, "fifo", fifo))


RULE = Rule(severity=Severity.ERROR, harm=Harm.FAILS, find=_find)
