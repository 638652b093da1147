"""A place for failures into which nobody would look."""

from collections.abc import Iterable

from app.model import Component, Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule

_KEEPERS = {"queue": "AWS::SQS::Queue", "topic": "AWS::SNS::Topic", "event-bus": "AWS::Events::EventBus"}
"""What takes failures and does nothing with them by itself, with its resource."""


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind(*_KEEPERS):
        failing = facts.into(part.id, "failure", "redrive")
        made = facts.deployed.main(part.id, _KEEPERS[part.kind]) if failing else None
        # What cannot be deployed has graver troubles.
        if made is None or _looked_at(facts, part, made.logical_id):
            continue
        sources = facts.names(dict.fromkeys(arrow.source for arrow in failing))
        yield Hit(
            message=f"nobody looks into {part.name}",
            why=f"What fails at {sources} waits in {part.name} and is then deleted, seen or not."
            if part.kind == "queue"
            else f"{part.name} keeps nothing: what fails at {sources} is told to nobody, and gone.",
            remedy=f"Put an alarm on the depth of {part.name}, and let it tell somebody."
            if part.kind == "queue"
            else f"Keep the failures in a queue, or let one receive what {part.name} is told.",
            components=(part.id, *dict.fromkeys(arrow.source for arrow in failing)),
            connections=tuple(arrow.id for arrow in failing),
        )


def _looked_at(facts: Facts, part: Component, resource: str) -> bool:
    if part.kind == "queue":
        by_hand = facts.out(part.id, "event-source") or facts.into(part.id, "poll")
        return bool(by_hand) or facts.deployed.watched(resource)
    # Whoever is drawn as a listener may live outside of this stack.
    return bool(facts.out(part.id, "subscription", "target")) or facts.deployed.heard(resource)


RULE = Rule(severity=Severity.WARNING, harm=Harm.LOSES, find=_find, resources=True)
