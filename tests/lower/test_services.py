"""One stack a service: each stands by itself, and what one needs of another is a parameter that may be missing."""

from collections.abc import Iterator

import pytest

from app.graph import ResourceGraph, Statement, references
from app.lower import Unit, lower, lower_services
from app.model import Design
from tests.export.projects import designs
from tests.lower.sound import complaints

SEVERAL = sorted(name for name, design in designs().items() if len(design.services) > 1)


@pytest.mark.parametrize("name", SEVERAL)
def test_each_unit_is_a_sound_graph(name: str) -> None:
    for unit in lower_services(designs()[name], "system"):
        assert complaints(unit.graph) == []


@pytest.mark.parametrize("name", SEVERAL)
def test_nothing_is_lost_or_deployed_twice(name: str) -> None:
    whole, units = lower(designs()[name]), lower_services(designs()[name], "system")
    held = [logical_id for unit in units for logical_id in unit.graph.resources if not logical_id.endswith("Published")]
    assert sorted(held) == sorted(whole.resources)
    assert sorted(role for unit in units for role in unit.graph.roles) == sorted(whole.roles)
    assert sorted(output.name for unit in units for output in unit.graph.outputs) == sorted(
        output.name for output in whole.outputs
    )
    for unit in units:
        for role in unit.graph.roles.values():
            assert _shape(role.statements) == _shape(whole.roles[role.logical_id].statements)


def _shape(statements: tuple[Statement, ...]) -> list[tuple[str, ...]]:
    return [statement.actions for statement in statements]


@pytest.mark.parametrize("name", SEVERAL)
def test_what_one_needs_the_other_tells(name: str) -> None:
    units = lower_services(designs()[name], "system")
    told = {str(each.properties["Name"]) for unit in units for each in unit.graph.of_type("AWS::SSM::Parameter")}
    for unit in units:
        for parameter in unit.graph.parameters:
            if parameter.published_at:
                assert parameter.published_at in told
                assert parameter.default, "the stack could not be deployed first"


@pytest.mark.parametrize("name", SEVERAL)
def test_what_needs_its_other_end_stands_behind_a_condition(name: str) -> None:
    for unit in lower_services(designs()[name], "system"):
        needed = {parameter.name for parameter in unit.graph.parameters if parameter.published_at}
        for resource in unit.graph.resources.values():
            if resource.type in ("AWS::Lambda::EventSourceMapping", "AWS::SNS::Subscription", "AWS::Events::Rule"):
                assert (resource.condition is not None) == bool(needed & set(references(resource.properties)))
        for wanted in unit.graph.conditions.values():
            assert set(wanted) <= needed


def _services(units: tuple[Unit, ...]) -> Iterator[tuple[str, ...]]:
    yield from (unit.services for unit in units)


def test_services_that_share_a_vpc_are_one_unit() -> None:
    design = designs()["scalable-webhook"]
    said = design.model_dump(mode="json", by_alias=True)
    said["services"].append({"id": "store", "name": "Store"})
    next(part for part in said["components"] if part["id"] == "database")["service"] = "store"
    shared = Design.model_validate(said)
    assert list(_services(lower_services(shared, "system"))) == [("webhook", "store")]


def test_one_service_is_one_unit() -> None:
    design = designs()["scalable-webhook"]
    (unit,) = lower_services(design, "system")
    assert isinstance(unit.graph, ResourceGraph)
    assert unit.graph.resources == lower(design).resources
