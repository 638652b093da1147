"""A drawing that no deployment follows from."""

import re
from collections.abc import Iterable

from app.model import Finding, Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule

SPOKEN_FOR = {
    "batch": {"fifo-batch-over-ten"},
    "circle": {"self-invoking-loop", "synchronous-cycle"},
    "dead-letter-type": {"fifo-queue-with-standard-dead-letters", "fifo-failure-target"},
    "failure-target": {"fifo-failure-target"},
    "fifo": {"fifo-and-standard-mixed"},
    "filters": {"too-many-subscription-filters"},
    "leads-nowhere": {"dead-end"},
    "route-twice": {"one-route-twice"},
    "workflow-answer": {"standard-workflow-expected-to-answer"},
}
"""What the lowering refuses → the rules that say the same, and know the remedy better."""

_QUOTED = re.compile(r"'([a-z0-9-]+)'")


def _find(facts: Facts) -> Iterable[Hit]:
    for refusal in facts.deployed.refusals:
        spoken_for = SPOKEN_FOR.get(refusal.rule, ())
        if any(found.rule in spoken_for and _same(refusal, found) for found in facts.found):
            continue
        components = tuple(sorted(refusal.components))
        yield Hit(
            message=_named(facts, refusal.message),
            why=f"{facts.names(components) if components else facts.design.name} cannot be exported or deployed as "
            "drawn: CloudFormation or AWS would refuse it.",
            remedy=_named(facts, refusal.remedy),
            components=components,
            connections=tuple(sorted(refusal.connections)),
        )


def _same(refusal: Finding, found: Finding) -> bool:
    if refusal.connections and found.connections:
        # Arrows alone may have been found for another reason, at their other ends.
        return bool({*refusal.connections} & {*found.connections} and {*refusal.components} & {*found.components})
    return {*refusal.components} <= {*found.components}


def _named(facts: Facts, text: str) -> str:
    """The text with names for the ids that it quotes."""
    named = facts.design.by_id
    return _QUOTED.sub(lambda found: named[found[1]].name if found[1] in named else found[0], text)


RULE = Rule(severity=Severity.ERROR, harm=Harm.FAILS, find=_find, last=True, resources=True)
