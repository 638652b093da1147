"""A queue that gives up on a message after a hiccup."""

from collections.abc import Iterable

from app.model import Severity
from app.protocols.redrive import RedriveProperties
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule
from app.review.words import times


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("queue"):
        readers = [a.target for a in facts.out(part.id, "event-source") if facts.kind(a.target) == "function"]
        for move in facts.out(part.id, "redrive"):
            count = move.read(RedriveProperties).max_receive_count
            if count >= 5 or not readers:
                continue
            yield Hit(
                message=f"{part.name} gives up on a message after it was handed out {times(count)}",
                why=f"A short outage behind {facts.names(dict.fromkeys(readers))} is enough to move good messages to "
                f"{facts.name(move.target)}, where they wait for a person.",
                remedy="Hand a message out at least five times.",
                components=(part.id, move.target),
                connections=(move.id,),
                fix=(set_property(move.id, "max_receive_count", 5),),
                safe=True,
            )


RULE = Rule(severity=Severity.ADVICE, harm=Harm.FALLS, find=_find)
