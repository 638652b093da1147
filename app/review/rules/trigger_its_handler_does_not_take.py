"""A trigger whose events a pattern's handler cannot read."""

from collections.abc import Iterable

from app.catalog.drawn import made_for, trigger_of
from app.model import Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule

_WORDS = {
    "alarms": "alarms",
    "authorize": "an API's question who may pass",
    "events": "events of a bus",
    "failures": "what failed elsewhere",
    "http-api": "requests of an HTTP API",
    "invoke": "direct calls",
    "log-lines": "log lines",
    "messages": "messages of a queue",
    "notices": "notices of a topic",
    "objects": "events of a bucket",
    "records": "records of a stream",
    "rest-api": "requests of a REST API",
    "ticks": "ticks of a schedule",
}


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        made = made_for(facts.function(part.id).handler or "")
        for arrow in facts.into(part.id):
            trigger = trigger_of(facts.design, arrow.connection)
            if made is None or trigger in made.takes or trigger not in _WORDS:
                continue
            known = " and ".join(_WORDS[one] for one in sorted(made.takes & _WORDS.keys()))
            yield Hit(
                message=f"{part.name} gets {_WORDS[trigger]} from {facts.name(arrow.source)}, "
                "which its handler cannot read",
                why=f"The handler of {part.name} was written for {known}; with anything else it ends in an error.",
                remedy="Put a function between them that turns one into the other, or unset the handler and write "
                "your own in the default one.",
                components=(arrow.source, part.id),
                connections=(arrow.id,),
            )


RULE = Rule(severity=Severity.ERROR, harm=Harm.FAILS, find=_find)
