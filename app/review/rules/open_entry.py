"""An entry that anybody may use, as often as they like."""

from collections.abc import Iterable

from app.kinds.http_api import HttpApiProperties
from app.kinds.rest_api import RestApiProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("rest-api", "http-api"):
        outside = [arrow for arrow in facts.into(part.id, "http") if facts.kind(arrow.source) == "client"]
        if not outside or facts.out(part.id, "authorize") or not _open(facts, part.id):
            continue
        if {"throttle_rate", "throttle_burst"} & part.properties.keys():
            continue
        who = facts.names(dict.fromkeys(arrow.source for arrow in outside))
        yield Hit(
            message=f"{part.name} asks nobody who they are, and lets through all that the account allows",
            why=f"Whoever finds the address of {part.name} can call it as {who} does, 10,000 times a second; "
            "you pay for it, and the account's other APIs share that limit.",
            remedy=f"Say who may call {part.name}, or set a throttle that fits what you expect.",
            components=(part.id,),
            connections=tuple(arrow.id for arrow in outside),
            fix=(set_property(part.id, "throttle_rate", 100), set_property(part.id, "throttle_burst", 200)),
        )
    for part in facts.of_kind("function"):
        outside = [arrow for arrow in facts.into(part.id, "http") if facts.kind(arrow.source) == "client"]
        function = facts.function(part.id)
        if outside and function.url_auth == "none" and function.reserved_concurrency is None:
            yield Hit(
                message=f"the address of {part.name} is open to everybody, and nothing limits it",
                why=f"Whoever finds the address can start {part.name} as often as the account has room, "
                "and leave no room for your other functions.",
                remedy=f"Set a reserved concurrency for {part.name}, or put an API with a throttle before it.",
                components=(part.id,),
                connections=tuple(arrow.id for arrow in outside),
                fix=(set_property(part.id, "reserved_concurrency", 20),),
            )


def _open(facts: Facts, api: str) -> bool:
    if facts.kind(api) == "http-api":
        return facts.read(api, HttpApiProperties).authorization == "none"
    rest = facts.read(api, RestApiProperties)
    return rest.authorization == "none" and rest.endpoint != "private"


RULE = Rule(severity=Severity.ADVICE, harm=Harm.FALLS, find=_find)
