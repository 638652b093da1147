"""A chain of calls in which everybody waits for everybody behind."""

from collections.abc import Iterable

from app.model import Severity
from app.review.calls import longest, waiting
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for start, chain in longest(waiting(facts)).items():
        if len(chain) <= 3:
            continue
        path = [start, *(arrow.target for arrow in chain)]
        last = facts.name(path[-1])
        yield Hit(
            message=f"{len(chain)} calls wait for one another: {' → '.join(facts.name(part) for part in path)}",
            why=f"While {last} works, everything before it waits and is billed; when {last} is slow or down, "
            f"so is {facts.name(start)}.",
            remedy="Hand over asynchronously where no answer is needed, copy the data that is asked for, or join "
            "services that cannot live apart.",
            components=tuple(path),
            connections=tuple(arrow.id for arrow in chain),
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.COSTS, find=_find)
