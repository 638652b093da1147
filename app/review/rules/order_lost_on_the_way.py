"""Order that was paid for at the front and is lost further on."""

from collections.abc import Iterable

from app.model import Semantics, Severity
from app.model.edit import Edit
from app.review.facts import Arrow, Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for arrow in facts.arrows:
        if arrow.protocol != "subscription" or facts.kind(arrow.target) != "queue":
            continue
        if facts.fifo(arrow.source) and not facts.fifo(arrow.target):
            yield _hit(facts, arrow.source, arrow)
    for part in facts.of_kind("function"):
        fed = [arrow for arrow in facts.into(part.id) if arrow.semantics is not Semantics.ERROR]
        ahead = [a for a in facts.out(part.id) if a.protocol not in ("failure", "refusal", "log", "metric")]
        # One that only passes messages on; who has done the work with them may tell others in any order.
        if len(fed) == 1 and fed[0].protocol == "event-source" and facts.fifo(fed[0].source) and len(ahead) == 1:
            onward = ahead[0]
            if (
                onward.protocol == "message"
                and facts.kind(onward.target) in ("queue", "topic")
                and not facts.fifo(onward.target)
            ) or (onward.protocol == "invoke" and onward.semantics is Semantics.ASYNC):
                yield _hit(facts, fed[0].source, onward)


def _hit(facts: Facts, ordered: str, arrow: Arrow) -> Hit:
    first, target = facts.name(ordered), facts.name(arrow.target)
    edits: tuple[Edit, ...] | None = None
    if facts.kind(arrow.target) == "queue" and len(facts.into(arrow.target)) == 1:
        letters = [move.target for move in facts.out(arrow.target, "redrive")]
        if all(len(facts.into(queue)) == 1 for queue in letters):
            edits = tuple(set_property(queue, "fifo", True) for queue in (arrow.target, *letters))
    return Hit(
        message=f"{first} keeps messages in order, and {target} loses it again",
        why=f"Two messages that leave {first} in order can be worked on at the same time behind {target}, "
        "the later one first.",
        remedy=f"Make {target} FIFO as well, or drop the order where nobody needs it.",
        components=(ordered, arrow.target),
        connections=(arrow.id,),
        fix=edits,
    )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FAILS, find=_find)
