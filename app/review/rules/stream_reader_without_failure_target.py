"""A stream's reader that skips what it cannot process, and keeps no note of it."""

from collections.abc import Iterable

from app.kinds.ports import StreamReaderProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.remedies import keep_failures
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        for arrow in facts.into(part.id, "stream"):
            if facts.keeps(part.id, arrow.id):
                continue
            reader, source = arrow.read(StreamReaderProperties), facts.name(arrow.source)
            if reader.retry_attempts < 0 and reader.maximum_record_age < 0:
                why = f"A record that {part.name} cannot process holds up all behind it until it expires in {source}."
            else:
                why = (
                    f"Once {part.name} has failed at a batch of {source} for the last time, it is skipped: "
                    "its changes never arrive, and no record says which they were."
                )
            yield Hit(
                message=f"what {part.name} fails at in {source} is kept nowhere",
                why=why,
                remedy=f"Draw a red arrow from {part.name} to a queue, a topic or a bucket.",
                components=(part.id, arrow.source),
                connections=(arrow.id,),
                fix=keep_failures(facts, part.id, of=(arrow.id,)),
                safe=True,
            )


RULE = Rule(severity=Severity.ERROR, harm=Harm.LOSES, find=_find)
