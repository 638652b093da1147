"""A function that stands in a private network and has to get out of it."""

from collections.abc import Iterable

from app.model import Semantics, Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule

_INSIDE = ("database", "database-proxy", "cache")


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        outside = facts.out(part.id, "http", semantics=Semantics.SYNC)
        # A look at the arrows spares most designs the resources.
        if not outside or not any(facts.kind(arrow.target) in _INSIDE for arrow in facts.out(part.id, "query")):
            continue
        made = facts.deployed.main(part.id, "AWS::Lambda::Function")
        if made is None or not facts.deployed.subnets(made) & facts.deployed.out:
            continue
        inside = [arrow for arrow in facts.out(part.id, "query") if facts.kind(arrow.target) in _INSIDE]
        stores = facts.names(dict.fromkeys(arrow.target for arrow in inside))
        targets = facts.names(dict.fromkeys(arrow.target for arrow in outside))
        yield Hit(
            message=f"{part.name} stands in a VPC because of {stores}, and calls {targets} outside it",
            why=f"Without a NAT gateway the call to {targets} never gets out and ends in a timeout; "
            "with one, you pay by the hour, whether anybody calls or not.",
            remedy=f"Accept the NAT gateway, keep in DynamoDB what {part.name} keeps in {stores}, or give the call to "
            "a function outside the VPC.",
            components=(part.id, *dict.fromkeys(arrow.target for arrow in (*inside, *outside))),
            connections=tuple(arrow.id for arrow in (*inside, *outside)),
        )


RULE = Rule(severity=Severity.ADVICE, harm=Harm.COSTS, find=_find, resources=True)
