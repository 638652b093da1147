"""A component that nothing leads to."""

from collections.abc import Iterable

from app.kinds.event_bus import EventBusProperties
from app.model import Severity
from app.model.edit import Edit, Move, Remove, RemoveSuppression
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule

# What begins by itself, or is reached by what is not drawn: uploads, AWS's own events, logs that every function writes.
_BEGINS = frozenset({"schedule", "bucket", "log-group", "alarm"})


def _find(facts: Facts) -> Iterable[Hit]:
    if len(facts.components) < 2:
        return
    for part in facts.components:
        if part.kind in _BEGINS or facts.is_socket(part.id):
            continue
        if part.kind == "event-bus" and facts.read(part.id, EventBusProperties).default:
            continue
        if any(arrow.source != part.id and arrow.protocol != "refusal" for arrow in facts.into(part.id)):
            continue
        yield Hit(
            message=f"nothing leads to {part.name}",
            why=f"{part.name} is deployed and paid for, and nothing in this design ever uses it.",
            remedy=f"Draw the arrow that leads to {part.name}: from a client, another microservice, a schedule. "
            "Or remove it.",
            components=(part.id,),
            fix=_removed(facts, part.id),
        )


def _removed(facts: Facts, component: str) -> tuple[Edit, ...] | None:
    """Its removal, where no arrow hangs on it and nobody has locked it."""
    design = facts.design
    if facts.out(component) or facts.into(component) or component in design.locked:
        return None
    reasons = sorted(reason.rule for reason in design.suppressions if reason.at == component)
    edits: list[Edit] = [RemoveSuppression(rule=rule, at=component) for rule in reasons]
    if component in design.layout:
        edits.append(Move(component=component, to=None))
    return (*edits, Remove(id=component))


RULE = Rule(severity=Severity.ADVICE, harm=Harm.BINDS, find=_find)
