"""Calls that wait for themselves."""

from collections.abc import Iterable

from app.model import Severity
from app.review.calls import circles, waiting
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    graph = waiting(facts)
    for circle in circles(graph):
        inside = set(circle)
        arrows = sorted(a.id for name in circle for a in graph[name] if a.target in inside)
        alone = len(circle) == 1
        yield Hit(
            message=f"{facts.name(circle[0])} waits for itself"
            if alone
            else f"{facts.names(circle)} wait for one another in a circle",
            why=f"One request through {facts.name(circle[0])} can come back to it and hold a copy on each turn, until "
            "a timeout ends it all or the account has no concurrency left.",
            remedy="Break the circle: turn one of the calls into a message, or move what both need into a third place.",
            components=tuple(circle),
            connections=tuple(arrows),
        )


RULE = Rule(severity=Severity.ERROR, harm=Harm.FALLS, find=_find)
