"""A caller that waits for a workflow which cannot answer."""

from collections.abc import Iterable

from app.kinds.state_machine import StateMachineProperties
from app.model import Semantics, Severity
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("state-machine"):
        if facts.read(part.id, StateMachineProperties).type != "standard":
            continue
        waits = [
            arrow
            for arrow in facts.into(part.id, "start", semantics=Semantics.SYNC)
            if facts.kind(arrow.source) != "state-machine"
        ]
        if not waits:
            continue
        callers = dict.fromkeys(arrow.source for arrow in waits)
        longest = min([facts.patience(caller) or 300 for caller in callers])
        timeout = min(facts.read(part.id, StateMachineProperties).timeout, longest)
        yield Hit(
            message=f"{facts.names(callers)} would wait for {part.name}, a standard workflow, which does not answer",
            why=f"{facts.names(callers)} will get an error, or an execution's number at best, never its result.",
            remedy=f"Make {part.name} an express workflow, or start it asynchronously and let the caller ask for the "
            "result later.",
            components=(part.id, *callers),
            connections=tuple(arrow.id for arrow in waits),
            fix=(set_property(part.id, "type", "express"), set_property(part.id, "timeout", timeout)),
        )


RULE = Rule(severity=Severity.ERROR, harm=Harm.FAILS, find=_find)
