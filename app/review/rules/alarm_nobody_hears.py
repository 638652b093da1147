"""An alarm that changes its colour and tells nobody."""

from collections.abc import Iterable

from app.model import Component, Semantics, Severity
from app.model.edit import Edit
from app.review.facts import Facts
from app.review.remedies import add, arrow_to
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("alarm"):
        if facts.out(part.id, "alarm-action"):
            continue
        watched = (
            facts.names(dict.fromkeys(a.source for a in facts.into(part.id, "metric")))
            if facts.into(part.id, "metric")
            else "its metric"
        )
        edits: list[Edit] = []
        topics = [topic.id for topic in facts.of_kind("topic") if facts.into(topic.id, "alarm-action")]
        if topics:
            told = topics[0]
        else:
            topic = Component(id=facts.fresh("operations"), kind="topic", name="Operations")
            edits.extend(add(facts, topic, part.id))
            told = topic.id
        edits.append(arrow_to(facts, f"{part.id}-tells", (part.id, "actions"), (told, "alarms"), Semantics.ASYNC))
        yield Hit(
            message=f"{part.name} tells nobody",
            why=f"When something is wrong with {watched}, {part.name} turns red in a console that nobody has open.",
            remedy=f"Draw an arrow from {part.name} to a topic that reaches a person, or to a function that acts.",
            components=(part.id,),
            fix=tuple(edits),
            safe=True,
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.BINDS, find=_find)
