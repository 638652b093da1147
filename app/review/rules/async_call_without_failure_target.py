"""An event that nobody waits for, handed to a function that keeps no failures."""

from collections.abc import Iterable

from app.kinds.schedule import ScheduleProperties
from app.model import Severity
from app.review.facts import Arrow, Facts
from app.review.remedies import keep_failures
from app.review.rule import Harm, Hit, Rule
from app.review.words import times


def _repeats_by_itself(facts: Facts, arrow: Arrow) -> bool:
    """Whether the next event does the work of one that is lost: a beat of minutes, a function that calls itself."""
    if arrow.source == arrow.target or arrow.protocol == "alarm-action":
        return True
    return arrow.protocol == "schedule" and facts.read(arrow.source, ScheduleProperties).expression.startswith("rate(")


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        lost = [
            arrow
            for arrow in facts.handed(part.id)
            if not facts.keeps(part.id, arrow.id) and not _repeats_by_itself(facts, arrow)
        ]
        if not lost:
            continue
        tries = times(facts.function(part.id).retry_attempts + 1)
        senders = facts.names(dict.fromkeys(arrow.source for arrow in lost))
        ids = tuple(arrow.id for arrow in lost)
        yield Hit(
            message=f"{part.name} is handed events by {senders}, and nothing keeps those that it fails at",
            why=f"If {part.name} fails {tries}, the event from {senders} is gone, and no caller is there to notice.",
            remedy=f"Give {part.name} a failure target: a queue, a topic or a bucket at the end of a red arrow.",
            components=(part.id,),
            connections=ids,
            fix=keep_failures(facts, part.id, of=ids if facts.keeps(part.id) or facts.into(part.id, "stream") else ()),
            safe=True,
        )


RULE = Rule(severity=Severity.ERROR, harm=Harm.LOSES, find=_find)
