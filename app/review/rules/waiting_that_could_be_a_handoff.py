"""A function that is paid for watching another one work."""

from collections.abc import Iterable

from app.model import Semantics, Severity
from app.model.edit import Edit, Set
from app.protocols.query import QueryProperties
from app.review.facts import Arrow, Facts
from app.review.remedies import keep_failures
from app.review.rule import Harm, Hit, Rule
from app.review.words import duration

_LONG = 60


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        for arrow in facts.out(part.id, "invoke", semantics=Semantics.SYNC):
            if facts.kind(arrow.target) != "function" or arrow.target == part.id:
                continue
            target, runs = facts.name(arrow.target), facts.function(arrow.target).timeout
            if runs >= _LONG:
                message = f"{part.name} waits for {target}, which may run for {duration(runs)}"
            elif _only_writes(facts, arrow.target):
                message = f"{part.name} waits for {target}, which has nothing to answer but that it is done"
            else:
                continue
            yield Hit(
                message=message,
                why=f"You pay for {part.name} as long as {target} works, and if one fails, both do.",
                remedy=f"Hand the work over and let {part.name} go on: an asynchronous arrow, and a failure target "
                f"for {target}.",
                components=(part.id, arrow.target),
                connections=(arrow.id,),
                fix=_hand_over(facts, arrow),
            )


def _only_writes(facts: Facts, function: str) -> bool:
    stores = facts.out(function, "query")
    reads = [arrow for arrow in stores if arrow.read(QueryProperties).access != "write"]
    return bool(stores) and not reads and not facts.calls(function) and not facts.out(function, "start", "refusal")


def _hand_over(facts: Facts, arrow: Arrow) -> tuple[Edit, ...]:
    change = Set(id=arrow.id, field="semantics", value="async")
    if facts.keeps(arrow.target, arrow.id):
        return (change,)
    kept = facts.keeps(arrow.target) or facts.into(arrow.target, "stream")
    return (change, *keep_failures(facts, arrow.target, of=(arrow.id,) if kept else ()))


RULE = Rule(severity=Severity.ADVICE, harm=Harm.COSTS, find=_find)
