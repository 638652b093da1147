"""A beat that comes again before the work of the last one is done."""

import re
from collections.abc import Iterable

from app.kinds.schedule import ScheduleProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.remedies import (
    set_property,
)
from app.review.rule import Harm, Hit, Rule
from app.review.words import duration

_RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
_SECONDS = {"minute": 60, "hour": 3_600, "day": 86_400}


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("schedule"):
        rate = _RATE.fullmatch(facts.read(part.id, ScheduleProperties).expression)
        if rate is None:
            continue
        beat = int(rate[1]) * _SECONDS[rate[2]]
        for arrow in facts.out(part.id, "schedule"):
            if facts.kind(arrow.target) != "function":
                continue
            function = facts.function(arrow.target)
            if function.timeout <= beat or function.reserved_concurrency == 1:
                continue
            name = facts.name(arrow.target)
            yield Hit(
                message=f"{part.name} calls {name} every {duration(beat)}, and {name} may run for "
                f"{duration(function.timeout)}",
                why=f"When a run of {name} is slow, the next begins beside it, and both do the same work.",
                remedy=f"Let {name} end before the next beat, or run one copy of it at a time.",
                components=(part.id, arrow.target),
                connections=(arrow.id,),
                fix=(set_property(arrow.target, "reserved_concurrency", 1),),
            )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FALLS, find=_find)
