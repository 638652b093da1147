"""A service that has become a small monolith."""

from collections.abc import Iterable

from app.model import Component, Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule

_FUNCTIONS, _PARTS = 10, 30


def _find(facts: Facts) -> Iterable[Hit]:
    owned: dict[str, list[Component]] = {}
    for part in facts.components:
        if part.service is not None:
            owned.setdefault(part.service, []).append(part)
    for service, parts in sorted(owned.items()):
        functions = [part for part in parts if part.kind == "function"]
        if len(functions) <= _FUNCTIONS and len(parts) <= _PARTS:
            continue
        name = facts.service_names[service]
        yield Hit(
            message=f"{name} has {len(functions)} functions and {len(parts)} components in all",
            why=f"{name} is deployed as one: a change to {parts[0].name} puts all {len(parts)} at risk, and nobody "
            "knows all of it.",
            remedy=f"Look for the part of {name} with data of its own and few arrows to the rest.",
            components=tuple(part.id for part in parts),
        )


RULE = Rule(severity=Severity.ADVICE, harm=Harm.BINDS, find=_find)
