"""Running the rules over a design."""

from collections.abc import Iterable, Mapping

from app.model import Design, Finding, Severity, Suppression
from app.review.facts import Facts
from app.review.rule import Rule, rulebook

_ORDER = {severity: number for number, severity in enumerate(Severity)}


def review(design: Design, using: Mapping[str, Rule] | None = None) -> tuple[Finding, ...]:
    """Every finding that no suppression answers, the gravest first.

    The design must be one that `app.documents.check` has nothing against. The result does not depend on the order of
    its components, arrows or services. `using` are the rules, by default all.
    """
    chosen = rulebook() if using is None else using
    facts = Facts(design)
    found = [finding for rule in chosen.values() if not rule.last for finding in _findings(rule, facts)]
    answered = [(finding, _answers(design, finding)) for finding in found]
    used = {index for _, indices in answered for index in indices}
    facts.found = tuple(found)
    # A reason for a rule that was not asked may well answer something.
    facts.idle = tuple(
        reason
        for index, reason in enumerate(design.suppressions)
        if index not in used and (reason.rule in chosen or reason.rule not in rulebook())
    )
    left = [finding for finding, indices in answered if not indices]
    left.extend(finding for rule in chosen.values() if rule.last for finding in _findings(rule, facts))
    return tuple(sorted(left, key=_rank))


def _findings(rule: Rule, facts: Facts) -> Iterable[Finding]:
    for hit in rule.find(facts):
        yield Finding(
            rule=rule.id,
            severity=rule.severity,
            message=hit.message,
            why=hit.why,
            remedy=hit.remedy,
            components=hit.components,
            connections=hit.connections,
            fix=hit.fix,
            safe=hit.safe and hit.fix is not None,
        )


def _rank(finding: Finding) -> tuple[int, str, tuple[str, ...], tuple[str, ...], str]:
    return _ORDER[finding.severity], finding.rule, finding.components, finding.connections, finding.message


def _answers(design: Design, finding: Finding) -> list[int]:
    return [index for index, reason in enumerate(design.suppressions) if _matches(design, reason, finding)]


def _matches(design: Design, reason: Suppression, finding: Finding) -> bool:
    if reason.rule != finding.rule:
        return False
    return (
        reason.at is None
        or reason.at in finding.components
        or reason.at in finding.connections
        or any(design.by_id[component].service == reason.at for component in finding.components)
    )
