"""A call to somebody else's system that is as slow as that system likes."""

from collections.abc import Iterable

from app.model import Semantics, Severity
from app.protocols.http import HttpProperties
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        own = facts.function(part.id).timeout
        outside = [
            arrow
            for arrow in facts.out(part.id, "http", semantics=Semantics.SYNC)
            if facts.kind(arrow.target) in ("external-api", "legacy-backend")
        ]
        if len(facts.out(part.id, "http", semantics=Semantics.SYNC)) > 1 and all(
            arrow.read(HttpProperties).timeout is None for arrow in outside
        ):
            continue  # several calls without a deadline are the business of aggregator-without-deadline
        for arrow in outside:
            timeout = arrow.read(HttpProperties).timeout
            if timeout is not None and timeout < own:
                continue
            target = facts.name(arrow.target)
            said = "for as long as it takes" if timeout is None else f"{timeout:g} s, as long as it lives itself"
            yield Hit(
                message=f"{part.name} waits for {target} {said}",
                why=f"When {target} hangs, each copy of {part.name} hangs with it for {own} s and is billed; "
                "it is ended before it can answer or note the failure.",
                remedy=f"Give the call a timeout well below the {own} s of {part.name}.",
                components=(part.id, arrow.target),
                connections=(arrow.id,),
                fix=(set_property(arrow.id, "timeout", max(0.5, min(5, own / 2))),),
                safe=True,
            )


RULE = Rule(severity=Severity.WARNING, harm=Harm.COSTS, find=_find)
