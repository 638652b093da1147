"""A graph in the making. It refuses to set one thing twice."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from app.graph.resources import Asset, Output, Parameter, Resource, ResourceGraph, Role, Statement
from app.graph.values import Value, references


class ConflictError(Exception):
    """Two aspects of the lowering set the same thing to different values."""


class Builder:
    """Collects resources, roles, parameters and outputs; `build` gives the graph."""

    def __init__(self, description: str) -> None:
        self._description = description
        self._resources: dict[str, Resource] = {}
        self._properties: dict[str, dict[str, Any]] = {}
        self._roles: dict[str, Role] = {}
        self._statements: dict[str, list[Statement]] = {}
        self._assets: dict[str, Asset] = {}
        self._parameters: dict[str, Parameter] = {}
        self._outputs: dict[str, Output] = {}

    def add(self, resource: Resource) -> None:
        """Add a resource. Raises ConflictError if its logical id is taken."""
        if resource.logical_id in self._resources or resource.logical_id in self._roles:
            raise ConflictError(f"{resource.logical_id} stands in the graph already")
        self._resources[resource.logical_id] = resource
        self._properties[resource.logical_id] = _thawed(resource.properties)

    def has(self, logical_id: str) -> bool:
        """Whether a resource of that logical id is there."""
        return logical_id in self._resources

    def set(self, logical_id: str, path: str, value: Value) -> None:
        """Set a property, `path` being its keys joined by dots. Raises ConflictError if it holds another value."""
        *parents, last = path.split(".")
        home = self._properties[logical_id]
        for parent in parents:
            home = home.setdefault(parent, {})
        if last in home and home[last] != value:
            raise ConflictError(f"{logical_id}.{path} is {home[last]!r} and would become {value!r}")
        home[last] = value

    def replace(self, logical_id: str, path: str, value: Value) -> None:
        """Set a property whose first value was only what holds until an arrow says otherwise."""
        *parents, last = path.split(".")
        home = self._properties[logical_id]
        for parent in parents:
            home = home[parent]
        home[last] = value

    def get(self, logical_id: str, path: str) -> Any:  # noqa: ANN401 - a property holds any value
        """A property that was set, or None."""
        home: Any = self._properties[logical_id]
        for key in path.split("."):
            if not isinstance(home, Mapping) or key not in home:
                return None
            home = home[key]
        return home

    def append(self, logical_id: str, path: str, *values: Value) -> None:
        """Add values to a list property that several arrows fill, each value once."""
        *parents, last = path.split(".")
        home = self._properties[logical_id]
        for parent in parents:
            home = home.setdefault(parent, {})
        held = home.setdefault(last, [])
        held.extend(value for value in values if value not in held)

    def depend(self, logical_id: str, on: str) -> None:
        """Make a resource wait for another."""
        resource = self._resources[logical_id]
        if on not in resource.depends_on:
            self._resources[logical_id] = replace(resource, depends_on=(*resource.depends_on, on))

    def role(self, role: Role) -> None:
        """Add a role. Raises ConflictError if its logical id is taken."""
        if role.logical_id in self._roles or role.logical_id in self._resources:
            raise ConflictError(f"{role.logical_id} stands in the graph already")
        self._roles[role.logical_id] = role
        self._statements[role.logical_id] = list(role.statements)

    def has_role(self, logical_id: str) -> bool:
        """Whether a role of that logical id is there."""
        return logical_id in self._roles

    def allow(self, role: str, statement: Statement) -> None:
        """Add a statement to a role, once."""
        if statement not in self._statements[role]:
            self._statements[role].append(statement)

    def holders(self, action: str, resource: Value) -> list[str]:
        """The roles that may do one thing on one resource."""
        return [
            name
            for name, statements in self._statements.items()
            if any(action in said.actions and resource in said.resources for said in statements)
        ]

    def asset(self, asset: Asset) -> None:
        """Say where a function's code comes from."""
        self._assets[asset.function] = asset

    def parameter(self, parameter: Parameter) -> None:
        """Add a parameter; the same one may be added again."""
        if self._parameters.setdefault(parameter.name, parameter) != parameter:
            raise ConflictError(f"the parameter {parameter.name} is there with other words")

    def output(self, output: Output) -> None:
        """Add an output. Raises ConflictError if its name is taken."""
        if self._outputs.setdefault(output.name, output) != output:
            raise ConflictError(f"the output {output.name} is there with another value")

    def build(self) -> ResourceGraph:
        """The finished graph, in the order in which things were added, without the parameters that nothing uses."""
        used = set(self._references())
        return ResourceGraph(
            description=self._description,
            resources={
                name: replace(resource, properties=self._properties[name]) for name, resource in self._resources.items()
            },
            roles={name: replace(role, statements=tuple(self._statements[name])) for name, role in self._roles.items()},
            assets=tuple(self._assets.values()),
            parameters=tuple(parameter for name, parameter in self._parameters.items() if name in used),
            outputs=tuple(self._outputs.values()),
        )

    def _references(self) -> Iterator[str]:
        for properties in self._properties.values():
            yield from references(properties)
        for output in self._outputs.values():
            yield from references(output.value)
        for statements in self._statements.values():
            for statement in statements:
                yield from references(statement.resources)
                yield from references(statement.condition)


def _thawed(value: Any) -> Any:  # noqa: ANN401 - walks any property value
    kind = type(value)
    if kind is str or kind is int or kind is bool or value is None:
        return value
    if kind is dict or isinstance(value, Mapping):
        return {key: _thawed(item) for key, item in value.items()}
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return [_thawed(item) for item in value]
    return value
