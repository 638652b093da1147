"""An API key where somebody should be recognised."""

from collections.abc import Iterable

from app.kinds.rest_api import RestApiProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("rest-api"):
        outside = [arrow for arrow in facts.into(part.id, "http") if facts.kind(arrow.source) == "client"]
        if facts.read(part.id, RestApiProperties).authorization != "api-key" or not outside:
            continue
        if facts.out(part.id, "authorize"):
            continue
        yield Hit(
            message=f"an API key is all that {part.name} asks for",
            why=f"A key in an app or a page is known to everybody who looks; it does not say who calls {part.name}, "
            "and it does not expire.",
            remedy=f"Keep the key for quotas, and let an authorizer or IAM decide who may call {part.name}.",
            components=(part.id,),
            connections=tuple(arrow.id for arrow in outside),
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.BINDS, find=_find)
