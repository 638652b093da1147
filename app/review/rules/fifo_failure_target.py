"""A failure target of a type that Lambda, EventBridge and Scheduler do not take."""

from collections.abc import Iterable

from app.model import Severity
from app.model.edit import Edit, UnsetProperty
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule

_STANDARD_ONLY = ("function", "event-bus", "schedule")


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("queue", "topic"):
        if not facts.fifo(part.id):
            continue
        for kept in facts.into(part.id, "failure"):
            if facts.kind(kept.source) not in _STANDARD_ONLY:
                continue
            sender = facts.name(kept.source)
            alone = all(arrow.protocol == "failure" for arrow in facts.into(part.id)) and not facts.out(
                part.id, "event-source", "redrive", "subscription"
            )
            edits: list[Edit] = [
                UnsetProperty(id=part.id, key=key)
                for key in ("content_based_deduplication", "fifo")
                if key in part.properties
            ]
            yield Hit(
                message=f"{part.name} is FIFO, and {sender} can leave its failures only in a standard one",
                why=f"What {sender} fails at never arrives in {part.name}: it is lost after all.",
                remedy=f"Make {part.name} a standard {part.kind}.",
                components=(kept.source, part.id),
                connections=(kept.id,),
                fix=tuple(edits) if alone else None,
                safe=True,
            )


RULE = Rule(severity=Severity.ERROR, harm=Harm.LOSES, find=_find)
