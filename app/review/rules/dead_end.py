"""A component whose whole purpose is to lead on, and that leads nowhere."""

from collections.abc import Iterable

from app.model import Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule

_LEADS_ON = {
    "rest-api": (
        ("invoke", "http", "message", "query", "start"),
        "has no route",
        "answers every request with an error",
    ),
    "http-api": (("invoke", "http", "message", "start"), "has no route", "answers every request with an error"),
    "database-proxy": (("query",), "stands before no database", "has nothing to pass statements on to"),
    "delivery-stream": (("delivery",), "has no destination", "has nowhere to write what it gathers"),
    "state-machine": (("invoke", "message", "query", "start"), "has no steps", "ends as soon as it starts"),
    "schedule": (("schedule",), "calls nobody", "fires and nothing happens"),
}


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind(*_LEADS_ON):
        protocols, said, then = _LEADS_ON[part.kind]
        if not facts.out(part.id, *protocols):
            yield Hit(
                message=f"{part.name} {said}",
                why=f"AWS refuses to create it, or {part.name} {then}.",
                remedy=f"Draw an arrow from {part.name} to what it is there for, or remove it.",
                components=(part.id,),
            )
    for part in facts.of_kind("alarm"):
        if not facts.into(part.id, "metric"):
            yield Hit(
                message=f"{part.name} watches nothing",
                why=f"{part.name} has no metric, so it never goes off.",
                remedy=f"Draw an arrow to {part.name} from the queue, function or stream that it is to watch.",
                components=(part.id,),
            )


RULE = Rule(severity=Severity.ERROR, harm=Harm.FAILS, find=_find)
