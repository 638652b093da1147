"""An EventBridge rule's target, without a place for what cannot be delivered."""

from collections.abc import Iterable

from app.kinds.event_bus import EventBusProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.remedies import keep_failures
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("event-bus"):
        bare = [arrow for arrow in facts.out(part.id, "target") if not facts.keeps(part.id, arrow.id)]
        if not bare:
            continue
        ids = tuple(arrow.id for arrow in bare)
        who = facts.names(dict.fromkeys(arrow.target for arrow in bare))
        archive = facts.read(part.id, EventBusProperties).archive_days
        replay = " Only a replay of the archive brings it back." if archive else ""
        yield Hit(
            message=f"what {part.name} cannot deliver to {who} is kept nowhere",
            why=f"If {who} cannot be reached for a day, {part.name} drops the event.{replay}",
            remedy=f"Draw a red arrow from {part.name} to a queue: the rule's dead-letter queue.",
            components=(part.id,),
            connections=ids,
            fix=keep_failures(facts, part.id, of=ids if facts.keeps(part.id) else ()),
            safe=True,
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.LOSES, find=_find)
