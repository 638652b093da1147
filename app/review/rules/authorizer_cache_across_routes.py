"""An authorizer's answer for one route, kept and used for another."""

from collections.abc import Iterable

from app.kinds.ports import RouteProperties
from app.model import Severity
from app.protocols.authorize import AuthorizeProperties
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule
from app.review.words import duration


def _find(facts: Facts) -> Iterable[Hit]:
    # An HTTP API can be told to keep answers per route; a REST API keys them by the token alone.
    for part in facts.of_kind("rest-api"):
        routes = {
            arrow.properties.route for arrow in facts.out(part.id) if isinstance(arrow.properties, RouteProperties)
        }
        for arrow in facts.out(part.id, "authorize"):
            kept = arrow.read(AuthorizeProperties).cache_ttl
            if not kept or len(routes) < 2:
                continue
            name = facts.name(arrow.target)
            yield Hit(
                message=f"{part.name} keeps the answers of {name} for {duration(kept)}, for all {len(routes)} routes",
                why=f"If {name} answers for the route that was asked for only, a caller who was let in by one route of "
                f"{part.name} is refused at the next.",
                remedy=f"Let {name} answer for every route that the caller may use, or switch the cache off.",
                components=(part.id, arrow.target),
                connections=(arrow.id,),
                fix=(set_property(arrow.id, "cache_ttl", 0),),
            )


RULE = Rule(severity=Severity.ADVICE, harm=Harm.FAILS, find=_find)
