"""The laws of `sound` find what they are there to find."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.catalog import load_pattern
from app.graph import Ref, Resource, ResourceGraph, Statement
from app.lower import lower
from app.settings import get_settings
from tests.lower.sound import complaints


@pytest.fixture(scope="module")
def graph() -> ResourceGraph:
    pattern = load_pattern(get_settings().patterns / "scalable-webhook")
    return lower(next(scene for scene in pattern.variations if scene.id == "through-topic").design)


def _without(graph: ResourceGraph, type_: str, *keys: str) -> ResourceGraph:
    changed = {
        name: replace(
            resource, properties={key: value for key, value in resource.properties.items() if key not in keys}
        )
        if resource.type == type_
        else resource
        for name, resource in graph.resources.items()
    }
    return replace(graph, resources=changed)


def _dropped(graph: ResourceGraph, type_: str) -> ResourceGraph:
    return replace(graph, resources={n: r for n, r in graph.resources.items() if r.type != type_})


def _undeleted(graph: ResourceGraph) -> ResourceGraph:
    return replace(graph, resources={n: replace(r, deletion_policy=None) for n, r in graph.resources.items()})


def _open_role(graph: ResourceGraph, *actions: str) -> ResourceGraph:
    name, role = next(iter(graph.roles.items()))
    wide = replace(role, statements=(*role.statements, Statement(actions, ("*",))))
    return replace(graph, roles={**graph.roles, name: wide})


def _added(graph: ResourceGraph, resource: Resource) -> ResourceGraph:
    return replace(graph, resources={**graph.resources, resource.logical_id: resource})


def test_the_graph_itself_is_sound(graph: ResourceGraph) -> None:
    assert complaints(graph) == []


BREAKS: dict[str, tuple[Callable[[ResourceGraph], ResourceGraph], str]] = {
    "a queue that is gone": (lambda graph: _dropped(graph, "AWS::SQS::Queue"), "EventsQueue"),
    "no redrive": (lambda graph: _without(graph, "AWS::SQS::Queue", "RedrivePolicy"), "loses what fails"),
    "no dead letters for SNS": (lambda graph: _without(graph, "AWS::SNS::Subscription", "RedrivePolicy"), "loses"),
    "no queue policy": (lambda graph: _dropped(graph, "AWS::SQS::QueuePolicy"), "may not send"),
    "no TLS on topics": (lambda graph: _dropped(graph, "AWS::SNS::TopicPolicy"), "without TLS"),
    "no deletion policy": (_undeleted, "what becomes of its data"),
    "everything on everything": (lambda graph: _open_role(graph, "sqs:*"), "sqs:*"),
    "one action on everything": (lambda graph: _open_role(graph, "sqs:SendMessage"), "on everything"),
    "a name with a hyphen": (lambda graph: _added(graph, Resource("A-b", "AWS::X::Y", {})), "no logical id"),
    "a reference into nothing": (
        lambda graph: _added(graph, Resource("A", "AWS::X::Y", {"B": Ref("C")})),
        "speaks of C",
    ),
}


@pytest.mark.parametrize("name", BREAKS)
def test_what_is_broken_is_found(graph: ResourceGraph, name: str) -> None:
    breaks, words = BREAKS[name]
    try:
        found = complaints(breaks(graph))
    except KeyError as error:
        found = [str(error)]
    assert any(words in complaint for complaint in found)
