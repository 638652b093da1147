"""What a design becomes, for the rules whose truth is in the resources: networks, alarms, permissions, refusals.

Lowering costs several times what all other rules cost together. So it is done only when a rule asks, and kept by what
it depends on: dragging a card, giving a reason or coming back to a design costs nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from app.graph import Ref, Resource, ResourceGraph, Role, references
from app.lower import LoweringError, lower
from app.model import Design, Finding

_KEPT = 16
"""Graphs in memory: those of the designs that are being drawn at the same time. A large one takes some megabytes."""

_OF_THE_CANVAS = {"layout", "bends", "locked", "suppressions"}
"""What of a design no resource depends on."""


@dataclass(frozen=True)
class Deployed:
    """The resources of a design; none if it cannot be deployed as drawn, and then `refusals` say why."""

    graph: ResourceGraph
    refusals: tuple[Finding, ...] = ()

    def main(self, component: str, type_: str) -> Resource | None:
        """The resource of a type that stands for a drawn component, rather than for what is added beside it."""
        of_type = [one for one in self.graph.by_component.get(component, ()) if one.type == type_]
        return next((one for one in of_type if not one.comment), None)

    def role(self, owner: str) -> Role | None:
        """The role that a resource works under."""
        return self._roles.get(owner)

    @cached_property
    def _roles(self) -> Mapping[str, Role]:
        return {role.owner: role for role in self.graph.roles.values()}

    def watched(self, queue: str) -> bool:
        """Whether an alarm that somebody hears of looks at the number of a queue's messages."""
        return queue in self._watched

    @cached_property
    def _watched(self) -> frozenset[str]:
        return frozenset(
            name
            for alarm in self._of_type("AWS::CloudWatch::Alarm")
            if alarm.properties.get("MetricName") == "ApproximateNumberOfMessagesVisible"
            and alarm.properties.get("AlarmActions")
            for name in references(alarm.properties.get("Dimensions"))
        )

    def heard(self, channel: str) -> bool:
        """Whether anything subscribes to a topic, or a rule matches on a bus."""
        return channel in self._heard

    @cached_property
    def _heard(self) -> frozenset[str]:
        subscriptions = (one.properties.get("TopicArn") for one in self._of_type("AWS::SNS::Subscription"))
        rules = (one.properties.get("EventBusName") for one in self._of_type("AWS::Events::Rule"))
        return frozenset(name for value in (*subscriptions, *rules) for name in references(value))

    def subnets(self, function: Resource) -> frozenset[str]:
        """The logical ids of the subnets that a function stands in; empty outside a VPC."""
        network = function.properties.get("VpcConfig")
        return frozenset(references(network.get("SubnetIds")) if isinstance(network, Mapping) else ())

    @cached_property
    def given(self) -> frozenset[str]:
        """The logical ids of what the stack does not build but is told."""
        return frozenset(parameter.name for parameter in self.graph.parameters)

    @cached_property
    def out(self) -> frozenset[str]:
        """The logical ids of the subnets from which a NAT gateway leads to the internet."""
        routes = self._of_type("AWS::EC2::Route")
        tables = {name for one in routes if "NatGatewayId" in one.properties for name in _of(one, "RouteTableId")}
        tied = self._of_type("AWS::EC2::SubnetRouteTableAssociation")
        return frozenset(name for one in tied if tables & {*_of(one, "RouteTableId")} for name in _of(one, "SubnetId"))

    def _of_type(self, type_: str) -> Iterator[Resource]:
        return (one for one in self.graph.resources.values() if one.type == type_)


def _of(resource: Resource, key: str) -> Iterator[str]:
    value = resource.properties.get(key)
    return iter((value.logical_id,) if isinstance(value, Ref) else ())


@dataclass(frozen=True)
class _Content:
    """A design, equal to another one if the same resources come of them."""

    written: str
    design: Design = field(compare=False)


def deployed(design: Design) -> Deployed:
    """What becomes of a design that `check` has nothing against. Which of two arrows is refused, their ids decide."""
    shelves = ("services", "components", "connections")
    sorted_ = design.model_copy(
        update={shelf: tuple(sorted(getattr(design, shelf), key=lambda one: one.id)) for shelf in shelves}
    )
    return _deployed(_Content(sorted_.model_dump_json(exclude=_OF_THE_CANVAS), sorted_))


@lru_cache(maxsize=_KEPT)
def _deployed(content: _Content) -> Deployed:
    try:
        return Deployed(lower(content.design, checked=True))
    except LoweringError as error:
        return Deployed(ResourceGraph(content.design.name), error.findings)


def forget() -> None:
    """Forget every graph, so that the next review lowers anew; measurements want that."""
    _deployed.cache_clear()
