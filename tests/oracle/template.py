"""A CloudFormation template in the form in which it can be compared: what belongs together is in one place."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.oracle.grants import ATTACHED, Grant, of_roles, statements
from tests.oracle.openapi import unfold
from tests.oracle.values import Text, To, canonical, targets

_RULES = {
    "AWS::EC2::SecurityGroupIngress": "SecurityGroupIngress",
    "AWS::EC2::SecurityGroupEgress": "SecurityGroupEgress",
}
"""Rules of security groups that stand by themselves, and where the group would hold them."""
_NAMES = ("FunctionName", "TargetFunctionArn")
"""Properties that take a function's name as well as its ARN."""


@dataclass
class Known:
    """A resource in its one form."""

    type: str
    properties: dict[str, Any]
    depends_on: set[str] = field(default_factory=set)
    deletion: str | None = None
    replacement: str | None = None
    condition: Any = None
    """What must hold for it to be made, written out: what a condition is called says nothing."""


@dataclass
class Template:
    """All of a template that matters for what is deployed."""

    resources: dict[str, Known]
    grants: dict[str, set[Grant]]
    parameters: Mapping[str, Any]
    outputs: Mapping[str, Any]

    def reach(self, start: str) -> set[str]:
        """Everything that a resource waits for."""
        reached: set[str] = set()
        waiting = [start]
        while waiting:
            name = waiting.pop()
            if name not in reached and name in self.resources:
                reached.add(name)
                found = self.resources[name]
                waiting += [*found.depends_on, *targets(found.properties)]
                waiting += [other for grant in self.grants.get(name, ()) for other in targets(grant.resource)]
        return reached


def read(raw: Mapping[str, Any], managed: Mapping[str, Iterable[str]]) -> Template:
    """A template, ready to be compared. `managed` holds the actions of the managed policies that roles may have."""
    resources = unfold(raw["Resources"])
    types = {name: resource["Type"] for name, resource in resources.items()}
    conditions = raw.get("Conditions", {})
    known: dict[str, Known] = {}
    for name, resource in resources.items():
        if resource["Type"] not in ATTACHED:
            depends = resource.get("DependsOn", [])
            known[name] = Known(
                resource["Type"],
                _properties(resource["Type"], canonical(resource.get("Properties") or {}, types), types),
                {depends} if isinstance(depends, str) else set(depends),
                resource.get("DeletionPolicy"),
                resource.get("UpdateReplacePolicy"),
                canonical(_written_out(conditions.get(resource.get("Condition")), conditions), types),
            )
    _gather_rules(known)
    return Template(
        known,
        of_roles(resources, types, managed),
        raw.get("Parameters", {}),
        {name: canonical(output["Value"], types) for name, output in raw.get("Outputs", {}).items()},
    )


def _written_out(value: Any, conditions: Mapping[str, Any]) -> Any:
    """A condition with those that it names in their place."""
    match value:
        case {"Condition": str(name)}:
            return _written_out(conditions[name], conditions)
        case dict():
            return {key: _written_out(item, conditions) for key, item in value.items()}
        case list():
            return [_written_out(item, conditions) for item in value]
    return value


def _properties(type_: str, said: Any, types: Mapping[str, str]) -> dict[str, Any]:
    properties: dict[str, Any] = _policies(said)
    if type_ == "AWS::IAM::Role":
        # What a role may do is compared as grants.
        properties = {key: value for key, value in properties.items() if key not in ("Policies", "ManagedPolicyArns")}
    if type_ == "AWS::Lambda::Function":
        # The graph leaves language and code to the export, which its own tests look at.
        properties = {key: value for key, value in properties.items() if key not in ("Code", "Handler", "Runtime")}
    if type_ == "AWS::StepFunctions::StateMachine" and "DefinitionString" in properties:
        given = properties.pop("DefinitionSubstitutions", {})
        properties["Definition"] = _parsed(properties.pop("DefinitionString"), given)
    if type_ == "AWS::Events::Rule":
        # The id of a target is a name within the rule: nothing refers to it.
        properties["Targets"] = [{k: v for k, v in to.items() if k != "Id"} for to in properties.get("Targets", [])]
    for name in _NAMES:
        to = properties.get(name)
        if isinstance(to, To) and types.get(to.name) == "AWS::Lambda::Function":
            properties[name] = To(to.name)
    return properties


def _policies(value: Any) -> Any:
    """Policy documents as sets of grants."""
    if isinstance(value, dict):
        if "Statement" in value and set(value) <= {"Version", "Statement", "Id"}:
            return frozenset(statements(value))
        return {key: _policies(item) for key, item in value.items()}
    return [_policies(item) for item in value] if isinstance(value, list) else value


def _parsed(text: Any, given: Mapping[str, Any]) -> Any:
    """A JSON text with references in it, as the value that it says."""
    held: list[Any] = []
    written = ""
    for part in text.parts if isinstance(text, Text) else (text,):
        if isinstance(part, str):
            written += part
        else:
            held.append(part)
            written += f"\ue000{len(held) - 1}\ue001"
    for name, value in given.items():
        held.append(value)
        written = written.replace(f"${{{name}}}", f"\ue000{len(held) - 1}\ue001")
    return canonical(_filled(json.loads(written), held), {})


def _filled(value: Any, held: list[Any]) -> Any:
    if isinstance(value, dict):
        return {_filled(key, held): _filled(item, held) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, held) for item in value]
    if not isinstance(value, str) or "\ue000" not in value:
        return value
    cut = re.split("\ue000(\\d+)\ue001", value)
    parts = [held[int(part)] if index % 2 else part for index, part in enumerate(cut)]
    flat = [item for part in parts for item in (part.parts if isinstance(part, Text) else (part,)) if item != ""]
    return flat[0] if len(flat) == 1 else Text(tuple(flat))


def _gather_rules(known: dict[str, Known]) -> None:
    """Put rules that stand by themselves into their groups."""
    for name, resource in list(known.items()):
        if resource.type in _RULES:
            group = resource.properties.pop("GroupId")
            held = known[group.name].properties.setdefault(_RULES[resource.type], [])
            held.append(resource.properties)
            del known[name]
