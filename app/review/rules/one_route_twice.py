"""An API with two ways for the same request."""

import re
from collections.abc import Iterable

from app.kinds.ports import RouteProperties
from app.model import Severity
from app.review.facts import Arrow, Facts
from app.review.rule import Harm, Hit, Rule

_PARAMETER = re.compile(r"\{[^}]*\}")


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("rest-api", "http-api"):
        ways: dict[str, list[Arrow]] = {}
        for arrow in facts.out(part.id):
            if isinstance(arrow.properties, RouteProperties):
                ways.setdefault(_PARAMETER.sub("{}", arrow.properties.route), []).append(arrow)
        for arrows in ways.values():
            if len(arrows) > 1:
                route = arrows[0].read(RouteProperties).route
                targets = facts.names(dict.fromkeys(arrow.target for arrow in arrows))
                yield Hit(
                    message=f"{part.name} has more than one way for {route}: to {targets}",
                    why=f"{part.name} can have one integration for {route}; the other is refused or never called.",
                    remedy="Give each arrow a route of its own.",
                    components=(part.id, *dict.fromkeys(arrow.target for arrow in arrows)),
                    connections=tuple(arrow.id for arrow in arrows),
                )


RULE = Rule(severity=Severity.ERROR, harm=Harm.FAILS, find=_find)
