"""A path on which a message can become too large for the next part."""

from collections.abc import Iterable

from app.model import Semantics, Severity
from app.review.facts import Arrow, Facts
from app.review.rule import Harm, Hit, Rule

_KB = 1_000
_ACCEPTS = {"queue": 1_048_576, "topic": 262_144, "function": 1_000_000}
"""Bytes in one message (SQS 1 MiB, SNS 256 KiB) or asynchronous event (Lambda 1 MB)."""


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        events = [
            arrow for arrow in facts.handed(part.id) if arrow.protocol == "invoke" or (arrow.protocol == "notification")
        ]
        for kept in facts.out(part.id, "failure"):
            if facts.kind(kept.target) == "topic" and any(a.protocol == "invoke" for a in events):
                yield _hit(facts, part.id, kept, _ACCEPTS["function"], "what it fails at with all that belongs to it")
        fed = [arrow for arrow in facts.into(part.id) if arrow.semantics is not Semantics.ERROR]
        ahead = [a for a in facts.out(part.id) if a.protocol not in ("failure", "refusal", "log", "metric")]
        if len(fed) == 1 and len(ahead) == 1 and ahead[0].protocol == "message":
            room = (
                _ACCEPTS["queue"]
                if fed[0].protocol == "event-source"
                else (_ACCEPTS["function"] if fed[0] in events else 0)
            )
            if facts.kind(ahead[0].target) == "topic" and room > _ACCEPTS["topic"]:
                yield _hit(facts, part.id, ahead[0], room, "messages")


def _hit(facts: Facts, function: str, arrow: Arrow, room: int, what: str) -> Hit:
    name, target = facts.name(function), facts.name(arrow.target)
    return Hit(
        message=f"{name} takes messages of up to {room // _KB} kB and passes on {what} to {target}, "
        f"which takes {_ACCEPTS['topic'] // _KB} kB",
        why=f"A message that is larger than {target} takes gets as far as {name} and no further.",
        remedy=f"Keep large bodies in a bucket and pass on their key, or take a queue in place of {target}.",
        components=(function, arrow.target),
        connections=(arrow.id,),
    )


RULE = Rule(severity=Severity.ADVICE, harm=Harm.LOSES, find=_find)
