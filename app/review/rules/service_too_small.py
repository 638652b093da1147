"""A service that is one function, which only one other service calls and waits for."""

from collections.abc import Iterable

from app.model import Component, Semantics, Severity
from app.model.edit import Remove, Set
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    owned: dict[str, list[Component]] = {}
    for part in facts.components:
        if part.service is not None:
            owned.setdefault(part.service, []).append(part)
    for service, parts in sorted(owned.items()):
        if len(parts) != 1 or parts[0].kind != "function":
            continue
        only = parts[0]
        calls = facts.into(only.id)
        callers = {facts.service(arrow.source) for arrow in calls}
        if len(callers) != 1 or None in callers or service in callers:
            continue
        if any(arrow.protocol != "invoke" or arrow.semantics is not Semantics.SYNC for arrow in calls):
            continue
        user = next(iter(callers)) or ""
        names = facts.service_names
        yield Hit(
            message=f"{names[service]} is one function, {only.name}, and {names[user]} alone waits for it",
            why=f"{names[user]} cannot do without {only.name}, so they change together; the border between them only "
            "adds a call, a deployment and a way to fail.",
            remedy=f"Make {only.name} a part of {names[user]}.",
            components=(only.id, *dict.fromkeys(arrow.source for arrow in calls)),
            fix=(Set(id=only.id, field="service", value=user), Remove(id=service))
            if not any(reason.at == service for reason in facts.design.suppressions)
            else None,
        )


RULE = Rule(severity=Severity.ADVICE, harm=Harm.BINDS, find=_find)
