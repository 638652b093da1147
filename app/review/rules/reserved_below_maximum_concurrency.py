"""A trigger that fetches more than its function may run."""

from collections.abc import Iterable

from app.model import Severity
from app.protocols.event_source import EventSourceProperties
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule
from app.review.words import times


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        reserved = facts.function(part.id).reserved_concurrency
        sources = facts.into(part.id, "event-source")
        wanted = [(arrow, arrow.read(EventSourceProperties).maximum_concurrency or 0) for arrow in sources]
        total = sum(number for _, number in wanted)
        if not reserved or total <= reserved:
            continue
        queues = facts.names(dict.fromkeys(arrow.source for arrow in sources))
        single = len(sources) == 1 and reserved >= 2
        yield Hit(
            message=f"{part.name} may run {times(reserved)} at once, and {queues} would run it {times(total)}",
            why=f"Lambda fetches messages from {queues} that {part.name} then refuses: they use up their tries and "
            "reach the dead-letter queue without having been looked at.",
            remedy=f"Keep the reserved concurrency of {part.name} at least as high as the maximum concurrency.",
            components=(part.id, *dict.fromkeys(arrow.source for arrow in sources)),
            connections=tuple(arrow.id for arrow in sources),
            fix=(set_property(sources[0].id, "maximum_concurrency", reserved),)
            if single
            else (set_property(part.id, "reserved_concurrency", total),),
            safe=single,
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FALLS, find=_find)
