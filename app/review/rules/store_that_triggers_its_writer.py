"""A function that may write into the store whose changes start it."""

from collections.abc import Iterable

from app.model import Severity
from app.protocols.notification import NotificationProperties
from app.protocols.query import QueryProperties
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        for trigger in facts.into(part.id, "stream", "notification"):
            if facts.kind(trigger.source) not in ("table", "bucket"):
                continue
            if isinstance(trigger.properties, NotificationProperties) and (
                trigger.properties.prefix or trigger.properties.suffix
            ):
                continue
            for write in facts.out(part.id, "query"):
                if write.target != trigger.source or write.read(QueryProperties).access == "read":
                    continue
                store = facts.name(trigger.source)
                yield Hit(
                    message=f"a change in {store} starts {part.name}, which may write into {store}",
                    why=f"Each write of {part.name} starts {part.name} once more: a loop that ends when somebody "
                    "sees the bill.",
                    remedy=f"Let {part.name} only read {store}, write elsewhere, or listen to one prefix and write to "
                    "another.",
                    components=(part.id, trigger.source),
                    connections=(trigger.id, write.id),
                    fix=(set_property(write.id, "access", "read"),),
                )


RULE = Rule(severity=Severity.WARNING, harm=Harm.COSTS, find=_find)
