"""A function that is started by its own log lines."""

from collections.abc import Iterable

from app.edits import removal
from app.model import Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("log-group"):
        readers = {arrow.target: arrow for arrow in facts.out(part.id, "log-events")}
        for line in facts.into(part.id, "log"):
            if line.source not in readers:
                continue
            reader = facts.name(line.source)
            yield Hit(
                message=f"{reader} writes its log lines into {part.name}, whose lines start it",
                why=f"Each run of {reader} writes a line, and each line starts {reader}: it never stops.",
                remedy=f"Let {reader} log into a group of its own.",
                components=(line.source, part.id),
                connections=(readers[line.source].id, line.id),
                fix=removal(facts.design, [line.id]).edits,
            )


RULE = Rule(severity=Severity.ERROR, harm=Harm.COSTS, find=_find)
