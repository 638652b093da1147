"""A consumer that is throttled at the function instead of at the queue."""

from collections.abc import Iterable

from app.model import Severity
from app.model.edit import Edit
from app.protocols.event_source import EventSourceProperties
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        reserved = facts.function(part.id).reserved_concurrency
        bare = [
            arrow
            for arrow in facts.into(part.id, "event-source")
            if arrow.read(EventSourceProperties).maximum_concurrency is None
        ]
        if not reserved or not bare:
            continue
        share = max(2, reserved // len(facts.into(part.id, "event-source")))
        edits: list[Edit] = [set_property(arrow.id, "maximum_concurrency", min(share, 1000)) for arrow in bare]
        needed = share * len(facts.into(part.id, "event-source"))
        if needed > reserved:
            edits.append(set_property(part.id, "reserved_concurrency", needed))
        queues = facts.names(dict.fromkeys(arrow.source for arrow in bare))
        yield Hit(
            message=f"{part.name} is capped at {reserved}, and Lambda fetches from {queues} without a cap",
            why=f"Under load Lambda fetches more from {queues} than {part.name} may work on; "
            "what it puts back has used up a try, and ends among the dead letters unread.",
            remedy="Set the maximum concurrency on the arrow from the queue; it leaves messages where they are.",
            components=(part.id, *dict.fromkeys(arrow.source for arrow in bare)),
            connections=tuple(arrow.id for arrow in bare),
            fix=tuple(edits),
            safe=needed <= reserved,
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FALLS, find=_find)
