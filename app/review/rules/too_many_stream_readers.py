"""More readers than a stream feeds at full speed."""

from collections.abc import Iterable

from app.model import Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule

_LIMITS = {"table": 2, "stream": 5}


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("table", "stream"):
        readers = facts.out(part.id, "stream")
        if len(readers) <= _LIMITS[part.kind]:
            continue
        yield Hit(
            message=f"{len(readers)} readers follow {part.name}, which feeds {_LIMITS[part.kind]} at full speed",
            why=f"{facts.names(dict.fromkeys(arrow.target for arrow in readers))} take turns and get throttled; "
            "all of them fall behind when there is much to read.",
            remedy=f"Let one reader follow {part.name} and pass the records on, over a topic or a bus.",
            components=(part.id, *dict.fromkeys(arrow.target for arrow in readers)),
            connections=tuple(arrow.id for arrow in readers),
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FALLS, find=_find)
