"""What roles may do, and what resource policies say, as sets that do not care how statements are cut."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.oracle.values import Text, To, canonical, frozen


@dataclass(frozen=True)
class Grant:
    """One action on one resource."""

    action: str
    resource: Any
    condition: Any = None
    effect: str = "Allow"
    principal: Any = None
    by: str = field(default="", compare=False)
    """The managed policy that gives it, if one does."""

    def covers(self, needed: "Grant") -> bool:
        """Whether it allows all that another one does."""
        return (
            self.effect == needed.effect
            and self.principal == needed.principal
            and self.condition in (None, needed.condition)
            and _matches(self.action.lower(), needed.action.lower())
            and (self.resource == "*" or _matches(_flat(self.resource), _flat(needed.resource)))
        )

    def __str__(self) -> str:
        who = f" by {self.principal}" if self.principal else ""
        when = f" if {self.condition}" if self.condition else ""
        return f"{self.effect} {self.action} on {_flat(self.resource)}{who}{when}"


def statements(document: Any) -> Iterator[Grant]:
    """The grants of a policy document in canonical form."""
    said = document.get("Statement", [])
    for statement in said if isinstance(said, list) else [said]:
        principal = frozen(_principal(_bare(statement.get("Principal"))))
        condition = frozen(_bare(statement["Condition"])) if statement.get("Condition") else None
        for action in _many(statement.get("Action", [])):
            for resource in _many(statement.get("Resource", [""])):
                yield Grant(action, resource, condition, statement["Effect"], principal)


def _principal(said: Any) -> Any:
    """Everybody is everybody, however it is written."""
    return "*" if said == {"AWS": "*"} else said


def _bare(value: Any) -> Any:
    """IAM reads a list of one as that one, and ArnEquals as ArnLike (IAM User Guide, "ARN condition operators")."""
    if isinstance(value, dict):
        return {"ArnLike" if key == "ArnEquals" else key: _bare(item) for key, item in value.items()}
    return _bare(value[0]) if isinstance(value, list) and len(value) == 1 else value


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _flat(resource: Any) -> str:
    """A resource as text, references in it marked."""
    parts = resource.parts if isinstance(resource, Text) else (resource,)
    return "".join(f"\x00{part.name}.{part.attribute}\x00" if isinstance(part, To) else str(part) for part in parts)


def _matches(pattern: str, text: str) -> bool:
    if "*" not in pattern:
        return pattern == text
    return re.fullmatch(".*".join(map(re.escape, pattern.split("*"))), text) is not None


def of_roles(
    resources: Mapping[str, Mapping[str, Any]], types: Mapping[str, str], managed: Mapping[str, Iterable[str]]
) -> dict[str, set[Grant]]:
    """What each role of a raw template may do: by its own policies, by those that name it, by managed ones."""
    found: dict[str, set[Grant]] = {}
    for name, resource in resources.items():
        said = canonical(resource.get("Properties", {}), types)
        if resource["Type"] == "AWS::IAM::Role":
            held = found.setdefault(name, set())
            for policy in said.get("Policies", []):
                held.update(statements(policy["PolicyDocument"]))
            for arn in said.get("ManagedPolicyArns", []):
                policy = _managed(arn, managed)
                held.update(Grant(action, "*", by=policy) for action in managed[policy])
        elif resource["Type"] in ATTACHED:
            for role in said.get("Roles", []):
                found.setdefault(role.name, set()).update(statements(said["PolicyDocument"]))
    return found


ATTACHED = ("AWS::IAM::Policy", "AWS::IAM::ManagedPolicy")
"""Policies that name the roles to which they belong."""


def _managed(arn: Any, managed: Mapping[str, Iterable[str]]) -> str:
    text = _flat(arn)
    for name in managed:
        if text.endswith(f":policy/{name}"):
            return name
    raise LookupError(f"the actions of {text} are not known: give them to the comparison as `managed`")
