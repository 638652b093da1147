"""A batch in which one bad message repeats all the good ones."""

from collections.abc import Iterable

from app.model import Severity
from app.protocols.event_source import EventSourceProperties
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for arrow in facts.arrows:
        if arrow.protocol != "event-source":
            continue
        batch = arrow.read(EventSourceProperties)
        if batch.batch_size == 1 or batch.report_batch_item_failures:
            continue
        source, reader = facts.name(arrow.source), facts.name(arrow.target)
        yield Hit(
            message=f"{reader} fails or succeeds at whole batches of {source}",
            why=f"One bad message brings up to {batch.batch_size - 1} good ones back to {source}: they are worked on "
            "again, and reach the dead-letter queue with it.",
            remedy=f"Let {reader} name the messages that failed (ReportBatchItemFailures).",
            components=(arrow.target, arrow.source),
            connections=(arrow.id,),
            fix=(set_property(arrow.id, "report_batch_item_failures", True),),
            safe=True,
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FALLS, find=_find)
