"""One store that two services read and write."""

from collections.abc import Iterable

from app.model import Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule
from app.review.words import listed


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("table", "database", "database-proxy", "cache"):
        if part.service is not None:
            continue
        users: dict[str, str] = {}
        for arrow in facts.into(part.id, "query"):
            service = facts.service(arrow.source)
            if service is not None:
                users.setdefault(service, arrow.source)
        if len(users) < 2:
            continue
        services = listed([facts.service_names[service] for service in sorted(users)])
        yield Hit(
            message=f"{services} share {part.name}",
            why=f"A change of {part.name} for one of them breaks the other, and neither can be deployed alone.",
            remedy=f"Give {part.name} to one service and let the others ask it, copy the data, or join the services.",
            components=(part.id, *(users[service] for service in sorted(users))),
            connections=tuple(arrow.id for arrow in facts.into(part.id, "query") if facts.service(arrow.source)),
        )


RULE = Rule(severity=Severity.WARNING, harm=Harm.BINDS, find=_find)
