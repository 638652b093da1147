"""A stream's reader that one bad record can stop."""

from collections.abc import Iterable

from app.kinds.ports import StreamReaderProperties
from app.model import Severity
from app.model.edit import Edit
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule
from app.review.words import listed


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        for arrow in facts.into(part.id, "stream"):
            reader, source = arrow.read(StreamReaderProperties), facts.name(arrow.source)
            edits: list[Edit] = []
            lacks: list[str] = []
            if not reader.bisect and not reader.report_batch_item_failures:
                edits.append(set_property(arrow.id, "bisect", True))
                lacks.append("does not halve a failing batch")
            if reader.retry_attempts < 0 and reader.maximum_record_age < 0:
                edits.append(set_property(arrow.id, "retry_attempts", 5))
                lacks.append("tries again for ever")
            if edits:
                yield Hit(
                    message=f"{part.name} {listed(lacks)} when it reads {source}",
                    why=f"One bad record stops its shard of {source}: all behind it wait, and {part.name} is invoked "
                    "and billed for the same batch again and again."
                    if len(lacks) > 1 or "ever" in lacks[0]
                    else f"One bad record takes the good ones of its batch along when {part.name} gives up.",
                    remedy="Halve failing batches, and set a limit to retries or to the age of records.",
                    components=(part.id, arrow.source),
                    connections=(arrow.id,),
                    fix=tuple(edits),
                    safe=True,
                )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FALLS, find=_find)
