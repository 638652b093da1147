"""A message for a FIFO channel that does not say what it must stay in order with."""

from collections.abc import Iterable

from app.model import Severity
from app.protocols.message import MessageProperties
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("queue", "topic"):
        if not facts.fifo(part.id):
            continue
        for arrow in facts.into(part.id, "message"):
            if arrow.read(MessageProperties).group_by is None:
                sender = facts.name(arrow.source)
                yield Hit(
                    message=f"{sender} sends to {part.name} without saying what messages stay in order for",
                    why=f"{part.name} refuses a message without a group; and with one group for all, "
                    "one message at a time is worked on, however many consumers there are.",
                    remedy=f"Set group_by on the arrow from {sender} to a field that messages have, as order.",
                    components=(arrow.source, part.id),
                    connections=(arrow.id,),
                )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FALLS, find=_find)
