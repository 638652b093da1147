"""What becomes of the graph on its way into a template: which resources are written, which SAM makes by itself.

A form of SAM, such as a function with its events, takes in several resources of the graph. Whoever writes it says so:
`absorb` for what is not written any more, `rename` for what SAM makes under a name of its own.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from app.export.formats import StackPlan
from app.graph import Att, Ref, Resource, Role, Value, references


@dataclass(frozen=True)
class Written:
    """A resource of the template."""

    type: str
    properties: Mapping[str, Value]
    of: Resource
    """The resource of the graph that it stands for."""
    depends_on: tuple[str, ...] = ()
    metadata: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Event:
    """An entry of a function's or a state machine's `Events`."""

    type: str
    properties: Mapping[str, Value]
    component: str | None
    """The component that asks for it: the topic, the schedule, the API."""


def within(value: Value, *path: str) -> Mapping[str, Value]:
    """The mapping at a path of keys; empty where there is none."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, Mapping) else {}


class Folding:
    """A graph in the course of being folded into SAM's forms."""

    def __init__(self, plan: StackPlan) -> None:
        self.plan = plan
        self.graph = plan.graph
        self.absorbed: set[str] = set()
        self.names: dict[str, str] = {}
        self.written: dict[str, Written] = {}
        self.events: dict[str, dict[str, Event]] = {}
        self._found: dict[tuple[str, str], Mapping[str, tuple[Resource, ...]]] = {}
        self._ids = {*self.graph.resources, *self.graph.roles}

    def absorb(self, *logical_ids: str) -> None:
        """Say that SAM makes these by itself."""
        self.absorbed.update(logical_ids)

    def rename(self, logical_id: str, name: str) -> None:
        """Say that SAM makes this by itself, under that name."""
        self.absorb(logical_id)
        self.names[logical_id] = name

    def write(
        self,
        resource: Resource,
        type_: str,
        properties: Mapping[str, Value],
        *,
        depends_on: tuple[str, ...] = (),
        metadata: Mapping[str, Value] | None = None,
    ) -> None:
        """Write a form of SAM in the place of a resource. What it takes in may wait for more: `depends_on`."""
        waits = (*resource.depends_on, *depends_on)
        self.written[resource.logical_id] = Written(type_, properties, resource, waits, metadata or {})

    def event(self, owner: str, wanted: str, event: Event) -> str:
        """Add an event to a function or state machine; gives the logical id of what SAM makes of it."""
        held = self.events.setdefault(owner, {})
        name, number = wanted, 1
        while name in held or any(self._written(f"{owner}{name}{end}") for end in ("", "Permission", "Role")):
            number += 1
            name = f"{wanted}{number}"
        held[name] = event
        return f"{owner}{name}"

    def _written(self, logical_id: str) -> bool:
        return logical_id in self._ids and logical_id not in self.absorbed

    def written_events(self, owner: str) -> Mapping[str, Value]:
        """The `Events` of a function or state machine."""
        held = self.events.get(owner, {})
        return {name: {"Type": event.type, "Properties": event.properties} for name, event in held.items()}

    # What stands in the graph.

    def permissions(self, function: str) -> tuple[Resource, ...]:
        """The permissions on a function."""
        return self.of("AWS::Lambda::Permission", "FunctionName", function)

    @cached_property
    def roles(self) -> Mapping[str, Role]:
        """The role of each resource that has one to itself."""
        users: dict[str, list[str]] = {role: [] for role in self.graph.roles}
        for name, resource in self.graph.resources.items():
            for other in dict.fromkeys(references(resource.properties)):
                if other in users:
                    users[other].append(name)
        return {owners[0]: self.graph.roles[role] for role, owners in users.items() if len(owners) == 1}

    def of_type(self, type_: str) -> tuple[Resource, ...]:
        """The resources of a type that a form may take in. A form knows no conditions, so what has one stays apart."""
        return tuple(resource for resource in self.graph.of_type(type_) if resource.condition is None)

    def of(self, type_: str, key: str, logical_id: str) -> tuple[Resource, ...]:
        """The resources of a type whose property refers to another resource."""
        if (type_, key) not in self._found:
            self._found[type_, key] = self._by_reference(type_, key)
        return self._found[type_, key].get(logical_id, ())

    def type_of(self, logical_id: str) -> str:
        """The type of a resource; empty for what is none, such as a parameter."""
        return self.graph.resources[logical_id].type if logical_id in self.graph.resources else ""

    def _by_reference(self, type_: str, key: str) -> Mapping[str, tuple[Resource, ...]]:
        found: dict[str, list[Resource]] = {}
        for resource in self.of_type(type_):
            referred = resource.properties.get(key)
            if isinstance(referred, Ref | Att):
                found.setdefault(referred.logical_id, []).append(resource)
        return {name: tuple(resources) for name, resources in found.items()}

    def needed(self, hidden: Sequence[Resource], stage: Resource) -> bool:
        """Whether anything but their stage, and they themselves, speaks of these resources."""
        ids = {resource.logical_id for resource in hidden}
        return any(self._speakers.get(name, set()) - ids - {stage.logical_id} for name in ids)

    @cached_property
    def _speakers(self) -> Mapping[str, set[str]]:
        """Who speaks of each resource."""
        found: dict[str, set[str]] = {}
        for name in self._ids:
            for other in self._waits(name):
                found.setdefault(other, set()).add(name)
        for output in self.graph.outputs:
            for other in references(output.value):
                found.setdefault(other, set()).add(f"output {output.name}")
        return found

    def function(self, value: Value) -> str | None:
        """The function of the stack that a value names, if it names one."""
        if isinstance(value, Ref) or (isinstance(value, Att) and value.name == "Arn"):
            return value.logical_id if self.type_of(value.logical_id) == "AWS::Lambda::Function" else None
        return None

    def reach(self, start: Iterable[str]) -> set[str]:
        """Everything that these resources and roles wait for, themselves included."""
        reached: set[str] = set()
        waiting = list(start)
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting.extend(self._waits(name))
        return reached

    def _waits(self, name: str) -> Iterator[str]:
        if name in self.graph.resources:
            resource = self.graph.resources[name]
            yield from references(resource.properties)
            yield from resource.depends_on
        elif name in self.graph.roles:
            for statement in self.graph.roles[name].statements:
                yield from references(statement.resources)
                yield from references(statement.condition)
