"""A function that goes past the proxy that its neighbours use."""

from collections.abc import Iterable

from app.model import Severity
from app.model.edit import Set
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("database"):
        arrows = facts.into(part.id, "query")
        proxies = [arrow.source for arrow in arrows if facts.kind(arrow.source) == "database-proxy"]
        direct = [arrow for arrow in arrows if facts.kind(arrow.source) == "function"]
        if not proxies or not direct:
            continue
        proxy = proxies[0]
        callers = dict.fromkeys(arrow.source for arrow in direct)
        edits = tuple(edit for arrow in direct for edit in (Set(id=arrow.id, field="to", value=f"{proxy}.queries"),))
        yield Hit(
            message=f"{facts.names(callers)} may talk to {part.name} past {facts.name(proxy)}",
            why=f"{facts.name(proxy)} counts on a share of the connections of {part.name} that "
            f"{facts.names(callers)} may take from it; under load both run out.",
            remedy=f"Lead {facts.names(callers)} through {facts.name(proxy)} as well, or leave it its share.",
            components=(part.id, proxy, *callers),
            connections=tuple(arrow.id for arrow in direct),
            fix=edits,
        )


RULE = Rule(severity=Severity.ADVICE, harm=Harm.FALLS, find=_find)
