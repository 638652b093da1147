"""SAM templates as the laws read them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[2]
POLLED = {"SQS", "Kinesis", "DynamoDB"}


class _Loader(yaml.SafeLoader):
    """YAML in which `!Ref X` is {"!Ref": "X"}."""


def _intrinsic(loader: yaml.SafeLoader, tag: str, node: yaml.Node) -> dict[str, Any]:
    if isinstance(node, yaml.ScalarNode):
        return {f"!{tag}": loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {f"!{tag}": loader.construct_sequence(node, deep=True)}
    if isinstance(node, yaml.MappingNode):
        return {f"!{tag}": loader.construct_mapping(node, deep=True)}
    raise TypeError(f"{tag} stands on something unknown")


_Loader.add_multi_constructor("!", _intrinsic)


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
        for function in self.of_type("AWS::Serverless::Function").values():
            for event in function.get("Events", {}).values():
                if event["Type"] in POLLED:
                    yield function, event["Properties"]

    def mappings(self) -> list[Any]:
        """All event source mappings."""
        plain = self.of_type("AWS::Lambda::EventSourceMapping").values()
        return [*(mapping for _, mapping in self.mappings_by_function()), *plain]

    def asynchronous(self) -> list[Any]:
        """What is said of asynchronous calls of functions."""
        functions = self.of_type("AWS::Serverless::Function").values()
        folded = [each["EventInvokeConfig"] for each in functions if "EventInvokeConfig" in each]
        return [*folded, *self.of_type("AWS::Lambda::EventInvokeConfig").values()]

    def statements(self) -> Iterator[Any]:
        """The statements of all roles that are written out; SAM's policy templates name their resource themselves."""
        for kind in ("AWS::Serverless::Function", "AWS::Serverless::StateMachine"):
            for each in self.of_type(kind).values():
                for policy in each.get("Policies", []):
                    if isinstance(policy, dict):
                        yield from _listed(policy.get("Statement", []))
        for role in self.of_type("AWS::IAM::Role").values():
            for policy in role.get("Policies", []):
                yield from _listed(policy["PolicyDocument"]["Statement"])

    def speaks_of(self, value: Any, name: str) -> bool:  # noqa: ANN401 - any part of a template
        """Whether a value refers to a resource."""
        if isinstance(value, dict):
            for key, item in value.items():
                if key == "!Ref" and item == name:
                    return True
                if key == "!GetAtt" and str(item).split(".")[0] == name:
                    return True
                if self.speaks_of(item, name):
                    return True
        return isinstance(value, list) and any(self.speaks_of(item, name) for item in value)


def _listed(statements: Any) -> list[Any]:  # noqa: ANN401 - one or several
    return statements if isinstance(statements, list) else [statements]


@cache
def templates() -> tuple[Template, ...]:
    """The template of each stack."""
    found = sorted([*ROOT.glob("template.yaml"), *ROOT.glob("*/template.yaml")])
    # The loader above is a SafeLoader.
    read = [(path, yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)) for path in found]  # noqa: S506
    return tuple(Template(path.parent.name, data["Resources"]) for path, data in read)
