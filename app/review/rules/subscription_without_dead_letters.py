"""A topic's subscriber, without a place for what cannot be delivered."""

from collections.abc import Iterable

from app.kinds.topic import TopicProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.remedies import keep_failures
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("topic"):
        # A queue beside the topic is always there, and what it takes it keeps.
        bare = [
            arrow
            for arrow in facts.out(part.id, "subscription")
            if facts.kind(arrow.target) != "queue" and not facts.keeps(part.id, arrow.id)
        ]
        if not bare:
            continue
        ids = tuple(arrow.id for arrow in bare)
        who = facts.names(dict.fromkeys(arrow.target for arrow in bare))
        outside = any(facts.kind(arrow.target) in ("external-api", "microservice") for arrow in bare)
        patience = "an hour for an HTTPS address" if outside else "its retries, or at once if permission is missing"
        yield Hit(
            message=f"what {part.name} cannot deliver to {who} is kept nowhere",
            why=f"If {who} cannot be reached, {part.name} drops the message after {patience}.",
            remedy=f"Draw a red arrow from {part.name} to a queue: the subscription's dead-letter queue.",
            components=(part.id,),
            connections=ids,
            fix=keep_failures(
                facts,
                part.id,
                of=ids if facts.keeps(part.id) else (),
                fifo=facts.read(part.id, TopicProperties).fifo,
            ),
            safe=True,
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.LOSES, find=_find)
