"""A route to a handler that answers others only."""

import re
from collections.abc import Iterable

from app.catalog.handlers import routes_of
from app.kinds.ports import RouteProperties
from app.model import Severity
from app.model.edit import Edit
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule

_PARAMETER = re.compile(r"\{[^}]*\}")


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        known = routes_of(facts.function(part.id).handler or "")
        for arrow in facts.into(part.id):
            if not known or not isinstance(arrow.properties, RouteProperties):
                continue
            route = arrow.properties.route
            if route == "$default" or "+}" in route or any(_leads(route, one) for one in known):
                continue
            fix: tuple[Edit, ...] | None = (set_property(arrow.id, "route", known[0]),) if len(known) == 1 else None
            yield Hit(
                message=f"{facts.name(arrow.source)} sends {part.name} {route}, which its handler does not know",
                why=f"The handler of {part.name} answers {' and '.join(known)}; every other request gets a 404.",
                remedy="Give the arrow a route that the handler answers, or let the function run your own handler.",
                components=(arrow.source, part.id),
                connections=(arrow.id,),
                fix=fix,
            )


def _leads(route: str, known: str) -> bool:
    """Whether a request by a route is one that a handler answers; parameters may be called as one likes."""
    method, _, path = _PARAMETER.sub("{}", route).partition(" ")
    verb, _, answered = _PARAMETER.sub("{}", known).partition(" ")
    return path == answered and method in (verb, "ANY")


RULE = Rule(severity=Severity.WARNING, harm=Harm.FAILS, find=_find)
