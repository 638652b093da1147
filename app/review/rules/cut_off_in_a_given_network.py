"""A function in a VPC that the stack does not build, calling what lies beyond it."""

from collections.abc import Iterable

from app.graph import Resource
from app.model import Severity
from app.review.facts import Arrow, Facts
from app.review.rule import Harm, Hit, Rule

_BY_TOKEN = ("rds-db:", "elasticache:")
"""Actions for which the function signs a token itself, without a call to AWS."""


def _find(facts: Facts) -> Iterable[Hit]:
    if not facts.of_kind("legacy-backend"):
        return
    for part in facts.of_kind("function"):
        made = facts.deployed.main(part.id, "AWS::Lambda::Function")
        if made is None or not facts.deployed.subnets(made) & facts.deployed.given:
            continue
        beyond = _beyond(facts, part.id, made)
        if not beyond:
            continue
        targets = facts.names(dict.fromkeys(arrow.target for arrow in beyond))
        yield Hit(
            message=f"{part.name} stands in a VPC that is there already, and has to reach {targets} from it",
            why=f"What leads out of that VPC is not drawn. With neither a NAT gateway nor an endpoint in it, each call "
            f"of {part.name} to {targets} hangs until its timeout.",
            remedy=f"Make sure that the VPC has an endpoint or a NAT gateway for {targets}, or let another function "
            "make these calls.",
            components=(part.id, *dict.fromkeys(arrow.target for arrow in beyond)),
            connections=tuple(arrow.id for arrow in beyond),
        )


def _beyond(facts: Facts, function: str, made: Resource) -> list[Arrow]:
    """The arrows that need a way out: to addresses on the internet, and to AWS services that the role may call."""
    role = facts.deployed.role(made.logical_id)
    needing = {
        statement.reason
        for statement in (role.statements if role is not None else ())
        if not any(action.startswith(_BY_TOKEN) for action in statement.actions)
    }
    return [
        arrow
        for arrow in facts.out(function)
        if arrow.id in needing
        or (arrow.protocol == "http" and facts.kind(arrow.target) in ("external-api", "microservice"))
    ]


RULE = Rule(severity=Severity.WARNING, harm=Harm.FAILS, find=_find, resources=True)
