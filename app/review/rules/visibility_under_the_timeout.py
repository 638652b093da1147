"""A queue that hands a message out again while its consumer may still hold it."""

from collections.abc import Iterable

from app.kinds.queue import QueueProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for arrow in facts.arrows:
        if arrow.protocol != "event-source" or facts.kind(arrow.target) != "function":
            continue
        queue, timeout = facts.read(arrow.source, QueueProperties), facts.function(arrow.target).timeout
        if queue.visibility_timeout >= timeout:
            continue
        source, reader = facts.name(arrow.source), facts.name(arrow.target)
        yield Hit(
            message=f"{source} shows a message again after {queue.visibility_timeout} s, "
            f"and {reader} may work on it for {timeout} s",
            why=f"Lambda refuses to join {source} and {reader}: a second copy of each slow message would be in work.",
            remedy=f"Set the visibility timeout of {source} to six times the timeout of {reader}.",
            components=(arrow.source, arrow.target),
            connections=(arrow.id,),
            fix=(set_property(arrow.source, "visibility_timeout", 6 * timeout),),
            safe=True,
        )


RULE = Rule(severity=Severity.ERROR, harm=Harm.FAILS, find=_find)
