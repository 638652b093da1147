"""Several beats of a minute in place of one that is finer."""

from collections.abc import Iterable

from app.kinds.schedule import ScheduleProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    beats: dict[str, list[str]] = {}
    for part in facts.of_kind("schedule"):
        if facts.read(part.id, ScheduleProperties).expression == "rate(1 minute)":
            for arrow in facts.out(part.id, "schedule"):
                beats.setdefault(arrow.target, []).append(part.id)
    for target, schedules in beats.items():
        if len(schedules) < 2:
            continue
        name = facts.name(target)
        yield Hit(
            message=f"{facts.names(schedules)} all call {name} once a minute",
            why=f"A schedule fires somewhere within its minute: {len(schedules)} of them call {name} at about the same "
            "time, or with any gap between, not evenly.",
            remedy=f"Keep one schedule. For a finer beat let {name} work through a queue with delays, or let a "
            "workflow wait between its steps.",
            components=(target, *schedules),
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FAILS, find=_find)
