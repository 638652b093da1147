"""What a graph holds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from app.graph.values import Value


@dataclass(frozen=True)
class Resource:
    """One CloudFormation resource. `component` and `service` say which part of the design asked for it."""

    logical_id: str
    type: str
    properties: Mapping[str, Value]
    component: str | None = None
    service: str | None = None
    depends_on: tuple[str, ...] = ()
    deletion_policy: str | None = None
    """`Delete`, `Retain` or `Snapshot`, said for every stateful resource: dialects differ in what silence means."""
    comment: str = ""
    """Why it stands here, where the design does not draw it: a sentence that the exports print beside it."""
    condition: str | None = None
    """The name of the graph's condition without which it is left out."""


@dataclass(frozen=True)
class Statement:
    """What a role may do: exact actions on exact resources."""

    actions: tuple[str, ...]
    resources: tuple[Value, ...]
    condition: Mapping[str, Value] | None = None
    reason: str = ""
    """The arrow's id that needs it, or the words that say why it stands here."""


@dataclass(frozen=True)
class Role:
    """An execution role: who assumes it and what it may do."""

    logical_id: str
    principal: str
    """The AWS service that assumes it, such as `lambda.amazonaws.com`."""
    owner: str
    """The logical id of the resource that uses it."""
    statements: tuple[Statement, ...] = ()
    component: str | None = None
    service: str | None = None


@dataclass(frozen=True)
class Asset:
    """The code of a function: where its source stands in the exported project."""

    function: str
    """The function's logical id."""
    component: str
    handler: str | None
    """The pattern's handler, as `pattern/name`; None for the default of its trigger and targets."""
    language: str | None = None
    """`python` or `nodejs` where the design says so; None leaves it to the export."""


@dataclass(frozen=True)
class Parameter:
    """A value that the owner gives when deploying, such as the address of another service."""

    name: str
    description: str
    default: str | None = None
    pattern: str | None = None
    type: str = "String"
    """CloudFormation's parameter type."""
    component: str | None = None
    published_at: str | None = None
    """The SSM parameter that tells the value, once the stack that owns it is deployed."""


@dataclass(frozen=True)
class Output:
    """A value that the deployed stack tells."""

    name: str
    description: str
    value: Value


@dataclass(frozen=True)
class ResourceGraph:
    """Everything that a design becomes."""

    description: str
    resources: Mapping[str, Resource] = field(default_factory=dict)
    roles: Mapping[str, Role] = field(default_factory=dict)
    assets: tuple[Asset, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    outputs: tuple[Output, ...] = ()
    conditions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By name: the parameters that must have been given, so must not hold their default."""

    @cached_property
    def by_component(self) -> Mapping[str, tuple[Resource, ...]]:
        """The resources that each component asked for."""
        found: dict[str, list[Resource]] = {}
        for resource in self.resources.values():
            if resource.component is not None:
                found.setdefault(resource.component, []).append(resource)
        return {component: tuple(resources) for component, resources in found.items()}

    def of_type(self, kind: str) -> tuple[Resource, ...]:
        """The resources of one CloudFormation type."""
        return tuple(resource for resource in self.resources.values() if resource.type == kind)
