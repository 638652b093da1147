"""A rare appointment that is skipped without a trace."""

from collections.abc import Iterable

from app.kinds.schedule import ScheduleProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.remedies import keep_failures
from app.review.rule import Harm, Hit, Rule
from app.review.words import duration


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("schedule"):
        schedule = facts.read(part.id, ScheduleProperties)
        ticks = facts.out(part.id, "schedule")
        # What comes every few minutes anyway needs no second chance.
        if not ticks or facts.keeps(part.id) or "minute" in schedule.expression:
            continue
        who = facts.names(dict.fromkeys(arrow.target for arrow in ticks))
        yield Hit(
            message=f"a call of {part.name} that cannot be made is kept nowhere",
            why=f"If {who} cannot be called within {duration(schedule.maximum_event_age)}, "
            f"this run ({schedule.expression}) does not happen, and nobody is told.",
            remedy=f"Draw a red arrow from {part.name} to a queue.",
            components=(part.id,),
            connections=tuple(arrow.id for arrow in ticks),
            fix=keep_failures(facts, part.id),
            safe=True,
        )


RULE = Rule(severity=Severity.ADVICE, harm=Harm.LOSES, find=_find)
