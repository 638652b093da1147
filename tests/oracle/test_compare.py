"""The comparison finds what is not the same, and nothing else."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from app.graph import to_template
from app.lower import lower
from tests.lower.scenes import scenes
from tests.oracle.compare import compare

pytestmark = pytest.mark.slow

SCENE = "circuit-breaker--pinger"


@pytest.fixture(scope="module")
def ours() -> dict[str, Any]:
    return to_template(lower(scenes()[SCENE].design))


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths of all scalars."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    else:
        yield path


def at(value: Any, path: tuple[Any, ...]) -> Any:
    for key in path:
        value = value[key]
    return value


def suffixed(template: dict[str, Any]) -> dict[str, Any]:
    """The same template with other logical ids, in another order."""
    names = {name: f"{name}{index:04d}" for index, name in enumerate(template["Resources"])}

    def again(value: Any) -> Any:
        match value:
            case {"Ref": str(name)}:
                return {"Ref": names.get(name, name)}
            case {"Fn::GetAtt": [str(name), attribute]}:
                return {"Fn::GetAtt": [names[name], attribute]}
            case {"Fn::Sub": str(text)}:
                for old in sorted(names, key=len, reverse=True):
                    text = text.replace(f"${{{old}}}", f"${{{names[old]}}}").replace(f"${{{old}.", f"${{{names[old]}.")
                return {"Fn::Sub": text}
            case dict():
                return {key: again(item) for key, item in value.items()}
            case list():
                return [again(item) for item in value]
            case _:
                return value

    changed: dict[str, Any] = again(template)
    for resource in changed["Resources"].values():
        if "DependsOn" in resource:
            resource["DependsOn"] = [names[name] for name in resource["DependsOn"]]
    resources = [(names[name], resource) for name, resource in changed["Resources"].items()]
    return changed | {"Resources": dict(reversed(resources))}


@pytest.mark.parametrize("name", sorted(scenes()))
def test_logical_ids_and_order_do_not_matter(name: str) -> None:
    template = to_template(lower(scenes()[name].design))
    assert compare(template, suffixed(template)) == []


@pytest.mark.slow
def test_every_value_matters(ours: dict[str, Any]) -> None:
    unfound = []
    ignored = {"Runtime", "Handler", "ZipFile", "Sid", "Version", "PolicyName", "Id"}
    for section in ("Resources", "Outputs"):
        for path in leaves(ours[section], (section,)):
            if ignored.isdisjoint(path[-2:]) and "Description" not in path[2:3]:
                theirs = copy.deepcopy(ours)
                home = at(theirs, path[:-1])
                home[path[-1]] = f"{home[path[-1]]} other"
                try:
                    found = compare(ours, theirs)
                except (LookupError, ValueError) as error:
                    found = [error]  # type: ignore[list-item]  # what cannot even be read is found too
                if not found:
                    unfound.append(path)
    assert unfound == []


def test_what_is_gone_is_found(ours: dict[str, Any]) -> None:
    for name, resource in ours["Resources"].items():
        for key in resource.get("Properties", {}):
            if key not in ("Runtime", "Handler", "Code"):
                theirs = copy.deepcopy(ours)
                del theirs["Resources"][name]["Properties"][key]
                assert compare(ours, theirs), (name, key)


def test_a_resource_that_is_gone_or_new_is_found(ours: dict[str, Any]) -> None:
    theirs = copy.deepcopy(ours)
    del theirs["Resources"]["MissedQueuePolicy"]
    assert [(found.kind, found.resource) for found in compare(ours, theirs)] == [("missing", "MissedQueuePolicy")]
    assert [(found.kind, found.resource) for found in compare(theirs, ours)] == [("extra", "MissedQueuePolicy")]


def test_an_action_more_or_less_is_found(ours: dict[str, Any]) -> None:
    theirs = copy.deepcopy(ours)
    statement = theirs["Resources"]["PingFunctionRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"][0]
    statement["Action"] = [*statement["Action"], "sqs:PurgeQueue"]
    (more,) = {found.theirs.action for found in compare(ours, theirs)}
    assert more == "sqs:PurgeQueue"
    (less,) = {found.ours.action for found in compare(theirs, ours)}
    assert less == "sqs:PurgeQueue"


def test_a_wider_resource_is_found(ours: dict[str, Any]) -> None:
    theirs = copy.deepcopy(ours)
    statement = theirs["Resources"]["PingFunctionRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"][0]
    statement["Resource"] = "*"
    assert {found.kind for found in compare(ours, theirs)} == {"extra"}


def test_retention_is_compared(ours: dict[str, Any]) -> None:
    theirs = copy.deepcopy(ours)
    theirs["Resources"]["MissedQueue"]["DeletionPolicy"] = "Retain"
    assert [found.path for found in compare(ours, theirs)] == ["DeletionPolicy"]


def test_what_a_resource_is_made_for_is_compared_and_not_how_that_is_called() -> None:
    def template(name: str, stand_in: str, **more: Any) -> dict[str, Any]:
        there = {"Fn::Not": [{"Fn::Equals": [{"Ref": "Address"}, stand_in]}]}
        return {
            "Parameters": {"Address": {"Type": "String"}},
            "Conditions": {name: there, "Both": {"Fn::And": [{"Condition": name}, {"Condition": name}]}},
            "Resources": {"A": {"Type": "AWS::X::Y", "Condition": name, **more}},
        }

    ours = template("There", "none")
    assert compare(ours, template("IsThere", "none")) == []
    assert [found.path for found in compare(ours, template("There", "no"))] == ["Condition"]
    assert [found.path for found in compare(ours, template("There", "none", Condition="Both"))] == ["Condition"]
    assert [found.path for found in compare(ours, template("There", "none", Condition=None))] == ["Condition"]


def test_replacement_is_compared(ours: dict[str, Any]) -> None:
    theirs = copy.deepcopy(ours)
    theirs["Resources"]["MissedQueue"]["UpdateReplacePolicy"] = "Retain"
    assert [found.path for found in compare(ours, theirs)] == ["UpdateReplacePolicy"]


def test_order_is_compared() -> None:
    def template(waits: dict[str, Any], value: Any) -> dict[str, Any]:
        return {
            "Resources": {
                "First": {"Type": "AWS::X::First"},
                "Second": {"Type": "AWS::X::Second", "DependsOn": ["First"]},
                "Third": {"Type": "AWS::X::Third", "Properties": {"Value": value}} | waits,
            }
        }

    ours = template({"DependsOn": "First"}, {"Ref": "AWS::Region"})
    assert [found.path for found in compare(ours, template({}, {"Ref": "AWS::Region"}))] == ["DependsOn"]
    assert compare(ours, template({"DependsOn": ["Second"]}, {"Ref": "AWS::Region"})) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"Fn::Sub": "${A}/x"}, {"Fn::Join": ["", [{"Ref": "A"}, "/x"]]}),
        ({"Fn::Sub": ["${B}/x", {"B": {"Ref": "A"}}]}, {"Fn::Join": ["/", [{"Ref": "A"}, "x"]]}),
        ({"Fn::GetAtt": "A.Arn"}, {"Fn::GetAtt": ["A", "Arn"]}),
        ({"Ref": "Topic"}, {"Fn::GetAtt": ["Topic", "TopicArn"]}),
        ({"Fn::Sub": "arn:${AWS::Partition}:s3:::${Bucket}/*"}, {"Fn::Sub": "${Bucket.Arn}/*"}),
        ({"Fn::Sub": "a${!b}"}, "a${b}"),
        (300, "300"),
        (True, "true"),
    ],
)
def test_ways_to_write_the_same(one: Any, other: Any) -> None:
    def template(value: Any) -> dict[str, Any]:
        return {
            "Resources": {
                "A": {"Type": "AWS::X::Y", "Properties": {"Value": value}},
                "Topic": {"Type": "AWS::SNS::Topic"},
                "Bucket": {"Type": "AWS::S3::Bucket"},
            }
        }

    assert compare(template(one), template(other)) == []
    assert compare(template(one), template("something else")) != []
