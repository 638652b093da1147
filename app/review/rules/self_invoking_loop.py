"""Functions and channels that feed themselves."""

from collections.abc import Iterable

from app.model import Semantics, Severity
from app.model.edit import Edit
from app.protocols.subscription import SubscriptionProperties
from app.review.calls import circles
from app.review.facts import Arrow, Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule

_FEEDS = ("invoke", "message", "event-source", "subscription")


def _find(facts: Facts) -> Iterable[Hit]:
    graph: dict[str, list[Arrow]] = {}
    for arrow in facts.arrows:
        if arrow.protocol in _FEEDS and arrow.semantics is Semantics.ASYNC and not _filtered(arrow):
            graph.setdefault(arrow.source, []).append(arrow)
    for circle in circles(graph):
        inside = set(circle)
        functions = [part for part in circle if facts.kind(part) == "function"]
        # Where AWS is told to let it run, a cap must say how far it may.
        tame = [
            part
            for part in functions
            if facts.function(part).recursive_loop == "Allow" and facts.function(part).reserved_concurrency is not None
        ]
        if not functions or len(tame) == len(functions):
            continue
        allowed = all(facts.function(part).recursive_loop == "Allow" for part in functions)
        name = facts.name(functions[0])
        edits: list[Edit] = []
        for part in functions:
            if facts.function(part).recursive_loop != "Allow":
                edits.append(set_property(part, "recursive_loop", "Allow"))
            if facts.function(part).reserved_concurrency is None:
                edits.append(set_property(part, "reserved_concurrency", 2))
        yield Hit(
            message=f"{name} invokes itself again and again"
            if len(circle) == 1
            else f"{facts.names(circle)} feed one another in a circle",
            why=f"Nothing limits the loop through {name}: one event that multiplies takes the whole account's room."
            if allowed
            else f"Lambda takes this for a mistake and stops {name} after about 16 turns; the event is dropped.",
            remedy="Let a queue or a state machine carry the repetition. If the loop is meant, allow it and cap it.",
            components=tuple(circle),
            connections=tuple(sorted(a.id for part in circle for a in graph.get(part, ()) if a.target in inside)),
            fix=tuple(edits),
        )


def _filtered(arrow: Arrow) -> bool:
    return isinstance(arrow.properties, SubscriptionProperties) and bool(arrow.properties.filter_policy)


RULE = Rule(severity=Severity.ERROR, harm=Harm.COSTS, find=_find)
