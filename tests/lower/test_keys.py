"""Whoever publishes to a topic may use the key that it is under, and the law for that finds who may not."""

from dataclasses import replace

import pytest

from app.graph import Att, ResourceGraph, Statement, Value
from app.lower import lower
from tests.lower.publishers import publishers
from tests.lower.sound import complaints

KEY = "TopicsKey"


@pytest.fixture(scope="module")
def graph() -> ResourceGraph:
    return lower(publishers())


def may_use_the_key(graph: ResourceGraph) -> set[str | None]:
    return {
        role.component
        for role in graph.roles.values()
        for said in role.statements
        if said.resources == (Att(KEY, "Arn"),)
    }


def test_publishers_may_use_the_key_of_their_topic_and_nobody_else_may(graph: ResourceGraph) -> None:
    assert complaints(graph) == []
    assert may_use_the_key(graph) == {"sender", "api", "flow", "worker"}


def test_a_publisher_without_the_key_is_found(graph: ResourceGraph) -> None:
    roles = {
        name: replace(role, statements=tuple(said for said in role.statements if "kms:Decrypt" not in said.actions))
        for name, role in graph.roles.items()
    }
    found = complaints(replace(graph, roles=roles))
    assert len(found) == 4
    assert all(f"publishes without {KEY}" in complaint for complaint in found)


def test_a_key_in_the_wrong_hands_is_found(graph: ResourceGraph) -> None:
    (name,) = (name for name, role in graph.roles.items() if role.component == "quiet-api")
    use = Statement(("kms:Decrypt", "kms:GenerateDataKey"), (Att(KEY, "Arn"),))
    held = replace(graph.roles[name], statements=(*graph.roles[name].statements, use))
    assert complaints(replace(graph, roles={**graph.roles, name: held})) == [f"{name} may use {KEY} for nothing"]


@pytest.mark.parametrize(("shut", "words"), [(True, "shuts events.amazonaws.com out"), (False, "for nothing")])
def test_a_service_that_the_key_shuts_out_or_needs_not_let_in_is_found(
    graph: ResourceGraph, shut: bool, words: str
) -> None:
    key = graph.resources[KEY]
    root: dict[str, Value] = {"Effect": "Allow", "Principal": {"AWS": "root"}, "Action": "kms:*", "Resource": "*"}
    others: list[Value] = [
        {**root, "Principal": {"Service": name}} for name in ("events.amazonaws.com", "s3.amazonaws.com")
    ]
    policy: Value = {"Version": "2012-10-17", "Statement": [root, *([] if shut else others)]}
    changed = replace(key, properties={**key.properties, "KeyPolicy": policy})
    (found,) = complaints(replace(graph, resources={**graph.resources, KEY: changed}))
    assert words in found
