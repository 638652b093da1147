"""A service that helps itself from another's tables."""

from collections.abc import Iterable

from app.model import Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("table", "database", "database-proxy", "cache", "warehouse"):
        if part.service is None:
            continue
        strangers = [
            arrow
            for arrow in facts.into(part.id, "query")
            if facts.service(arrow.source) not in (None, part.service) and facts.kind(arrow.source) != "database-proxy"
        ]
        for arrow in strangers:
            owner = facts.service_names[part.service]
            stranger = facts.service_names[facts.service(arrow.source) or ""]
            yield Hit(
                message=f"{facts.name(arrow.source)} of {stranger} reaches into {part.name}, which belongs to {owner}",
                why=f"{owner} can no longer change {part.name} without breaking {stranger}, and does not even see who "
                "depends on it.",
                remedy=f"Let {stranger} ask {owner} (Internal API), or keep a copy of its own that follows "
                "(Eventually Consistent).",
                components=(arrow.source, part.id),
                connections=(arrow.id,),
            )


RULE = Rule(severity=Severity.WARNING, harm=Harm.BINDS, find=_find)
