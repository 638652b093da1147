"""One graph → a graph for each microservice, so that each is a stack that deploys by itself, in any order.

A service's stack tells what others need of it in SSM parameters. What it needs of others are parameters of its own,
with a default that stands for "not there yet": addresses and permissions simply lead nowhere until then. What AWS
creates only if the other end exists (a subscription, a trigger, a rule) stands behind a condition. So a service is
deployed, and deployed once more when its neighbours are there; nothing is locked by a hard export.

Some things cannot be left open: a function stands in a VPC or it does not. Services that share such a thing are one
deployment unit, as they are in truth.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.graph import (
    Att,
    Output,
    Parameter,
    Part,
    Pseudo,
    Ref,
    Resource,
    ResourceGraph,
    Role,
    Statement,
    Sub,
    Value,
    Zone,
)
from app.graph.names import pascal
from app.lower.lowering import lower
from app.model import Design

ABSENT = "not-deployed-yet"
CONDITIONAL = frozenset(
    {
        "AWS::ApiGatewayV2::Authorizer",
        "AWS::Events::Archive",
        "AWS::Events::Rule",
        "AWS::Lambda::EventInvokeConfig",
        "AWS::Lambda::EventSourceMapping",
        "AWS::Logs::SubscriptionFilter",
        "AWS::SNS::Subscription",
        "AWS::Scheduler::Schedule",
    }
)
"""What AWS creates only if the other end is there, and what can be left out until it is."""
OPEN: Mapping[str, tuple[str, ...]] = {
    "AWS::ApiGateway::Authorizer": ("AuthorizerUri",),
    "AWS::ApiGateway::Method": ("Integration",),
    "AWS::ApiGatewayV2::Integration": ("IntegrationUri", "RequestParameters"),
    "AWS::CloudWatch::Alarm": ("Dimensions", "AlarmActions"),
    "AWS::KMS::Key": ("KeyPolicy",),
    "AWS::Lambda::Function": ("Environment",),
    "AWS::Lambda::Permission": ("SourceArn",),
    "AWS::S3::BucketPolicy": ("PolicyDocument",),
    "AWS::SNS::TopicPolicy": ("PolicyDocument",),
    "AWS::SQS::QueuePolicy": ("PolicyDocument",),
    "AWS::StepFunctions::StateMachine": ("Definition",),
}
"""Properties that AWS takes on trust: they may name what is not there yet."""
_ARN_REFS = frozenset(
    {"AWS::SNS::Topic", "AWS::StepFunctions::StateMachine", "AWS::SecretsManager::Secret", "AWS::ApiGatewayV2::VpcLink"}
)
"""Types of which `Ref` gives the ARN (CloudFormation User Guide, each type's "Return values")."""

Reference = Ref | Att


@dataclass(frozen=True)
class Unit:
    """What is deployed together: a service, or several that share what cannot be left open."""

    id: str
    services: tuple[str, ...]
    """Their ids; empty for what belongs to no service."""
    graph: ResourceGraph


def lower_services(design: Design, system: str) -> tuple[Unit, ...]:
    """The units of a design, in its order. `system` is the first part of the SSM parameters' names.

    Raises LoweringError as `lower` does. A design with less than two services is one unit.
    """
    whole = lower(design)
    homes = _units(design, whole)
    if len(set(homes.values())) < 2:
        return (Unit(next(iter(homes.values()), "all"), tuple(service.id for service in design.services), whole),)
    owner = _owners(whole, homes)
    units = tuple(dict.fromkeys(homes.values()))
    published: dict[str, dict[str, Reference]] = {unit: {} for unit in units}
    cut = {unit: _Cut(whole, owner, unit, system, published).graph() for unit in units}
    made = []
    for unit in units:
        graph = _with_published(cut[unit], published[unit], system)
        services = tuple(service for service, home in homes.items() if home == unit and service is not None)
        made.append(Unit(unit, services, graph))
    return tuple(made)


def _owners(graph: ResourceGraph, homes: Mapping[str | None, str]) -> dict[str, str]:
    return {name: homes[each.service] for shelf in (graph.resources, graph.roles) for name, each in shelf.items()}


def _units(design: Design, graph: ResourceGraph) -> dict[str | None, str]:
    """The unit of each service: those joined by what cannot be left open are one, named after the first."""
    there = [each.service for shelf in (graph.resources, graph.roles) for each in shelf.values()]
    order: list[str | None] = [service.id for service in design.services if service.id in there]
    if None in there:
        order.append(None)
    unit = {service: service for service in order}

    def root(service: str | None) -> str | None:
        while unit[service] != service:
            service = unit[service]
        return service

    for one, other in _hard_joins(graph):
        first, second = sorted((root(one), root(other)), key=order.index)
        unit[second] = first
    return {service: root(service) or "shared" for service in order}


def _hard_joins(graph: ResourceGraph) -> Iterator[tuple[str | None, str | None]]:
    service = {name: each.service for shelf in (graph.resources, graph.roles) for name, each in shelf.items()}
    for resource in graph.resources.values():
        if resource.type in CONDITIONAL:
            continue
        opened = OPEN.get(resource.type, ())
        for key, value in resource.properties.items():
            if key not in opened:
                yield from (
                    (resource.service, service[each.logical_id])
                    for each in _references(value)
                    if each.logical_id in service and service[each.logical_id] != resource.service
                )


def _references(value: Any) -> Iterator[Reference]:  # noqa: ANN401 - walks any property value
    match value:
        case Ref() | Att():
            yield value
        case Part(of):
            yield from _references(of)
        case Sub(parts):
            for part in parts:
                yield from _references(part)
        case Mapping():
            for item in value.values():
                yield from _references(item)
        case str() | Pseudo() | Zone() | None | bool() | int() | float():
            return
        case _:
            for item in value:
                yield from _references(item)


class _Cut:
    """One unit's part of a graph."""

    def __init__(
        self,
        whole: ResourceGraph,
        owner: Mapping[str, str],
        unit: str,
        system: str,
        published: dict[str, dict[str, Reference]],
    ) -> None:
        self._whole, self._owner, self._unit, self._system = whole, owner, unit, system
        self._published = published
        self._needed: dict[str, Parameter] = {}

    def graph(self) -> ResourceGraph:
        """The graph, with parameters in the place of what others own."""
        whole = self._whole
        roles = {name: self._role(role) for name, role in whole.roles.items() if self._owner[name] == self._unit}
        mine = [each for each in whole.resources.values() if self._owner[each.logical_id] == self._unit]
        conditions: dict[str, tuple[str, ...]] = {}
        resources = {each.logical_id: self._resource(each, conditions) for each in mine}
        resources = _spread(resources)
        outputs = tuple(
            replace(output, value=self._here(output.value)) for output in whole.outputs if self._told_here(output)
        )
        assets = tuple(asset for asset in whole.assets if self._owner[asset.function] == self._unit)
        used = {
            each.logical_id
            for value in (*_all_values(resources, roles), *(o.value for o in outputs))
            for each in _references(value)
        }
        parameters = tuple(parameter for parameter in whole.parameters if parameter.name in used)
        needed = tuple(sorted(self._needed.values(), key=lambda parameter: parameter.name))
        return ResourceGraph(whole.description, resources, roles, assets, (*parameters, *needed), outputs, conditions)

    def _told_here(self, output: Output) -> bool:
        owners = [self._owner[each.logical_id] for each in _references(output.value) if each.logical_id in self._owner]
        return owners[:1] == [self._unit]

    def _role(self, role: Role) -> Role:
        return replace(role, statements=tuple(self._statement(each) for each in role.statements))

    def _statement(self, said: Statement) -> Statement:
        condition = None if said.condition is None else self._here(said.condition)
        return replace(said, resources=tuple(self._here(each) for each in said.resources), condition=condition)

    def _resource(self, said: Resource, conditions: dict[str, tuple[str, ...]]) -> Resource:
        properties = {key: self._here(value) for key, value in said.properties.items()}
        waits = tuple(name for name in said.depends_on if self._owner[name] == self._unit)
        condition = None
        if said.type in CONDITIONAL:
            wanted = sorted({each.logical_id for each in _references(properties) if each.logical_id in self._needed})
            if wanted:
                condition = f"{said.logical_id}CanBeMade"
                conditions[condition] = tuple(wanted)
        return replace(said, properties=properties, depends_on=waits, condition=condition)

    def _here(self, value: Any) -> Any:  # noqa: ANN401 - walks any property value
        match value:
            case Ref() | Att():
                return self._known(value)
            case Part(of, by, index):
                return Part(self._here(of), by, index)
            case Sub(parts):
                return Sub(tuple(self._here(part) for part in parts))
            case Mapping():
                return {key: self._here(item) for key, item in value.items()}
            case str() | Pseudo() | Zone() | None | bool() | int() | float():
                return value
            case _:
                return [self._here(item) for item in value]

    def _known(self, reference: Reference) -> Reference:
        """The reference itself, or the parameter in its place."""
        owner = self._owner.get(reference.logical_id, self._unit)
        if owner == self._unit:
            return reference
        name = shared_name(reference)
        self._published[owner][name] = reference
        if name not in self._needed:
            self._needed[name] = Parameter(
                name=name,
                description=f"From the stack of {owner}; left as it is, nothing is connected yet.",
                default=self._stand_in(reference),
                published_at=f"/{self._system}/{name}",
            )
        return Ref(name)

    def _stand_in(self, reference: Reference) -> str:
        resource = self._whole.resources.get(reference.logical_id)
        is_arn = (
            reference.name.endswith("Arn")
            if isinstance(reference, Att)
            else resource is not None and resource.type in _ARN_REFS
        )
        return f"arn:aws:none:us-east-1:000000000000:{ABSENT}" if is_arn else ABSENT


def shared_name(reference: Reference) -> str:
    """How a value of another stack is called: by what it is of, and which attribute."""
    attribute = reference.name if isinstance(reference, Att) else "Ref"
    return reference.logical_id + "".join(pascal(word) for word in attribute.replace("-", "").split("."))


def _spread(resources: dict[str, Resource]) -> dict[str, Resource]:
    """What speaks of a resource that may be missing goes missing with it."""
    found = dict(resources)
    changed = True
    while changed:
        changed = False
        for name, resource in found.items():
            if resource.condition is None:
                behind = [each.logical_id for each in _references(resource.properties)]
                held = [found[other].condition for other in behind if other in found and found[other].condition]
                if held:
                    found[name] = replace(resource, condition=held[0])
                    changed = True
    return found


def _all_values(resources: Mapping[str, Resource], roles: Mapping[str, Role]) -> Iterable[Value]:
    for resource in resources.values():
        yield resource.properties
    for role in roles.values():
        for statement in role.statements:
            yield list(statement.resources)
            yield statement.condition


def _with_published(graph: ResourceGraph, published: Mapping[str, Reference], system: str) -> ResourceGraph:
    """The graph and the SSM parameters that tell the others what they need."""
    told = {
        f"{name}Published": Resource(
            f"{name}Published",
            "AWS::SSM::Parameter",
            {
                "Name": f"/{system}/{name}",
                "Type": "String",
                "Value": reference,
                "Description": "For the other services.",
            },
            service=next(iter(graph.resources.values())).service,
            comment="Other services' stacks read this when they are deployed.",
        )
        for name, reference in sorted(published.items())
    }
    return replace(graph, resources={**graph.resources, **told})
