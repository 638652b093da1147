"""Synthesised templates (`cdk synth` writes them to cdk.out) as the laws read them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[2] / "cdk.out"


@dataclass(frozen=True)
class Template:
    """One stack's template."""

    name: str
    resources: Mapping[str, Any]

    def of_type(self, kind: str) -> dict[str, Any]:
        """The properties of all resources of a type, by logical id."""
        return {name: each.get("Properties", {}) for name, each in self.resources.items() if each["Type"] == kind}

    def deletion_policy(self, name: str) -> str | None:
        """What happens to a resource when the stack is deleted."""
        policy = self.resources[name].get("DeletionPolicy")
        return str(policy) if policy is not None else None

    def mappings_by_function(self) -> Iterator[tuple[Any, Any]]:
        """Each function with each of its event source mappings."""
        for name, function in self.of_type("AWS::Lambda::Function").items():
            for mapping in self.mappings():
                if mapping["FunctionName"] == {"Ref": name}:
                    yield function, mapping

    def mappings(self) -> list[Any]:
        """All event source mappings."""
        return list(self.of_type("AWS::Lambda::EventSourceMapping").values())

    def asynchronous(self) -> list[Any]:
        """What is said of asynchronous calls of functions."""
        return list(self.of_type("AWS::Lambda::EventInvokeConfig").values())

    def statements(self) -> Iterator[Any]:
        """The statements of all roles."""
        for policy in self.of_type("AWS::IAM::Policy").values():
            yield from policy["PolicyDocument"]["Statement"]
        for role in self.of_type("AWS::IAM::Role").values():
            for policy in role.get("Policies", []):
                yield from policy["PolicyDocument"]["Statement"]

    def speaks_of(self, value: Any, name: str) -> bool:  # noqa: ANN401 - any part of a template
        """Whether a value refers to a resource."""
        if isinstance(value, dict):
            if value.get("Ref") == name or value.get("Fn::GetAtt", [None])[0] == name:
                return True
            return any(self.speaks_of(item, name) for item in value.values())
        return isinstance(value, list) and any(self.speaks_of(item, name) for item in value)


@cache
def templates() -> tuple[Template, ...]:
    """The template of each stack."""
    found = sorted(OUT.glob("*.template.json"))
    if not found:
        raise FileNotFoundError(f"{OUT} holds no templates: run `npx cdk synth --quiet` first")
    read = [(path, json.loads(path.read_text(encoding="utf-8"))) for path in found]
    return tuple(Template(path.name.removesuffix(".template.json"), data["Resources"]) for path, data in read)
