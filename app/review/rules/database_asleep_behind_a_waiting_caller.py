"""A database that takes longer to wake up than its caller waits."""

from collections.abc import Iterable

from app.kinds.database import DatabaseProperties
from app.model import Semantics, Severity
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule

_WAKE = 15


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("database"):
        database = facts.read(part.id, DatabaseProperties)
        if not database.engine.startswith("aurora") or database.minimum_capacity > 0:
            continue
        for arrow in facts.into(part.id, "query"):
            if facts.kind(arrow.source) != "function" or facts.function(arrow.source).timeout > _WAKE:
                continue
            callers = facts.into(arrow.source, "invoke", "http", semantics=Semantics.SYNC)
            if not callers:
                continue
            caller, patience = facts.name(arrow.source), facts.function(arrow.source).timeout
            yield Hit(
                message=f"{part.name} may be asleep, and {caller} waits {patience} s for it",
                why=f"The first call after a pause finds {part.name} asleep. Until it is back, for up to {_WAKE} s, "
                f"{caller} times out and {facts.names(dict.fromkeys(a.source for a in callers))} will get an error.",
                remedy=f"Keep half a unit of {part.name} awake, or let {caller} wait for 30 s.",
                components=(part.id, arrow.source),
                connections=(arrow.id,),
                fix=(set_property(part.id, "minimum_capacity", 0.5),),
            )


RULE = Rule(severity=Severity.WARNING, harm=Harm.FALLS, find=_find)
