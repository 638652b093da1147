"""A function whose handler looks for a target that no arrow leads to."""

from collections.abc import Iterable

from app.catalog.drawn import Made, leaving, made_for, target_of
from app.kinds import kinds
from app.model import Component, Severity
from app.review.facts import Facts
from app.review.remedies import set_property
from app.review.rule import Harm, Hit, Rule

_AN = ("A", "E", "HTTP", "S3", "SNS", "SQS")
"""How titles begin that are spoken with a vowel."""


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        made = made_for(facts.function(part.id).handler or "")
        if made is None:
            continue
        given = {target_of(facts.design, arrow) for arrow in leaving(facts.design, part)}
        missing = made.needs - given
        for name, what in sorted(missing):
            meant = _meant(facts, part, made, what) if sum(one == what for _, one in missing) == 1 else None
            known = name.lower().replace("_", "-")
            fix = None if meant is None else (set_property(meant, "known_as", known),)
            called = _titled(what)
            yield Hit(
                message=f"The handler of {part.name} looks for {called} known as {known!r}, and no arrow leads to one",
                why=f"The code of {part.name} reads the address of {known!r} when it starts; without it every call "
                "ends in an error.",
                remedy=f"Draw an arrow from {part.name} to {called} that is known as {known!r}, or unset the handler "
                "and write your own in the default one.",
                components=(part.id,),
                fix=fix,
                safe=fix is not None,
            )


def _titled(what: str) -> str:
    title = "HTTP address" if what == "http" else kinds()[what].title
    return f"{'an' if title.startswith(_AN) else 'a'} {title}"


def _meant(facts: Facts, part: Component, made: Made, what: str) -> str | None:
    """The one arrow to such a target that the code does not know, and can only mean by another name."""
    new = [
        arrow.id
        for arrow in leaving(facts.design, part)
        if (target := target_of(facts.design, arrow)) not in made.uses and target[1] == what
    ]
    return new[0] if len(new) == 1 else None


RULE = Rule(severity=Severity.ERROR, harm=Harm.FAILS, find=_find)
