"""More subscription filters than a log group takes."""

from collections.abc import Iterable

from app.model import Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("log-group"):
        filters = facts.out(part.id, "log-events")
        if len(filters) <= 2:
            continue
        yield Hit(
            message=f"{part.name} has {len(filters)} subscription filters, and takes two",
            why=f"CloudWatch refuses the third: one of {facts.names(dict.fromkeys(a.target for a in filters))} "
            "gets no lines.",
            remedy="Let one function take the lines and publish them to a topic (Distributed Trigger).",
            components=(part.id, *dict.fromkeys(arrow.target for arrow in filters)),
            connections=tuple(arrow.id for arrow in filters),
        )


RULE = Rule(severity=Severity.ERROR, harm=Harm.FAILS, find=_find)
