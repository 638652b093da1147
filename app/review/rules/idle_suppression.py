"""A reason that answers no finding."""

from collections.abc import Iterable

from app.model import Severity, nearest
from app.model.edit import RemoveSuppression
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule, rulebook


def _find(facts: Facts) -> Iterable[Hit]:
    for reason in sorted(facts.idle, key=lambda one: (one.rule, one.at or "", one.reason)):
        where = "" if reason.at is None else f" at {_called(facts, reason.at)}"
        known = reason.rule in rulebook()
        yield Hit(
            message=f"the suppression of {reason.rule}{where} answers no finding"
            if known
            else f"there is no rule {reason.rule!r}{nearest(reason.rule, rulebook())}",
            why="The next reader takes it for a danger that somebody has weighed. It may hide a new one later.",
            remedy="Remove it." if known else "Correct the name, or remove the suppression.",
            components=(reason.at,) if reason.at is not None and reason.at in facts.design.by_id else (),
            connections=(reason.at,) if reason.at is not None and reason.at in facts.design.arrows else (),
            fix=(RemoveSuppression(rule=reason.rule, at=reason.at),),
            safe=known,
        )


def _called(facts: Facts, at: str) -> str:
    if at in facts.design.by_id:
        return facts.name(at)
    return facts.service_names.get(at, f"the arrow {at!r}")


RULE = Rule(severity=Severity.ADVICE, harm=Harm.BINDS, find=_find, last=True)
