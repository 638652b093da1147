"""A queue that leaves its consumer no time to be throttled and try again."""

from collections.abc import Iterable

from app.kinds.queue import QueueProperties
from app.model import Severity
from app.protocols.event_source import EventSourceProperties
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for arrow in facts.arrows:
        if arrow.protocol != "event-source" or facts.kind(arrow.target) != "function":
            continue
        visible = facts.read(arrow.source, QueueProperties).visibility_timeout
        timeout = facts.function(arrow.target).timeout
        wanted = 6 * timeout + arrow.read(EventSourceProperties).batch_window
        if not timeout <= visible < wanted:
            continue
        source, reader = facts.name(arrow.source), facts.name(arrow.target)
        yield Hit(
            message=f"the visibility timeout of {source} ({visible} s) is under six times the timeout of {reader} "
            f"({timeout} s)",
            why=f"When {reader} is throttled or tries again, its messages become visible in the meantime: "
            "they are worked on twice, and use up their tries.",
            remedy=f"Set the visibility timeout of {source} to {wanted} s.",
            components=(arrow.source, arrow.target),
            connections=(arrow.id,),
            fix=(set_property(arrow.source, "visibility_timeout", wanted),),
            safe=True,
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FALLS, find=_find)
