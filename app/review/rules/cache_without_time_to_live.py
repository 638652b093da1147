"""A cache whose entries are true for ever."""

from collections.abc import Iterable

from app.kinds.cache import CacheProperties
from app.model import Severity
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule

_STORES = ("database", "database-proxy", "table", "warehouse", "bucket")


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("cache"):
        if facts.read(part.id, CacheProperties).time_to_live is not None:
            continue
        callers = dict.fromkeys(arrow.source for arrow in facts.into(part.id, "query"))
        # Kept fresh by the changes themselves, an entry need not expire.
        if any(facts.into(caller, "stream", "event-source", "subscription", "target") for caller in callers):
            continue
        for caller in callers:
            # Beside a store it holds copies; alone it is the store, such as a circuit's state.
            stores = [a.target for a in facts.out(caller, "query") if facts.kind(a.target) in _STORES]
            if not stores:
                continue
            yield Hit(
                message=f"what {facts.name(caller)} keeps in {part.name} never expires",
                why=f"A change in {facts.name(stores[0])} is not seen until somebody empties {part.name}, "
                "unless each change also removes its entry and never fails to.",
                remedy=f"Set a time to live for {part.name}: as long as a wrong answer can be borne.",
                components=(part.id, caller, stores[0]),
                fix=(set_property(part.id, "time_to_live", 300),),
                safe=True,
            )
            break


RULE = Rule(severity=Severity.WARNING, harm=Harm.BINDS, find=_find)
