"""The text of SAM exports: YAML that every reader reads the same, comments, marks and settings."""

import tomllib
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from app.export.code import Language
from app.export.sam import print_sam
from app.export.sam.intrinsics import node
from app.export.sam.yaml_text import comment, lines
from app.graph import Att, Part, Pseudo, Ref, Sub, Value, Zone, unique
from tests.lower.scenes import scenes
from tests.lower.test_scenes import HOSTILE
from tests.oracle.sam_templates import plans, scene_plans

SCALARS = st.one_of(
    st.text(max_size=30),
    st.integers(),
    st.booleans(),
    st.none(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(["yes", "No", "~", "1e3", "0x1", "2012-10-17", "1:20", "a: b", "a #b", "- x", "=", "<<", "? a"]),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=12,
)

SCENES = sorted(name for name in scene_plans() if ".python." in name)


@given(st.dictionaries(st.text(max_size=8), TREES, min_size=1, max_size=4))
@example({"a": "\n"})
@example({"a": "line\n\n  indented\nlast"})
@example({"a": [[1, [{}]], {"b": []}]})
def test_whatever_is_written_is_read_again(said: dict[str, Any]) -> None:
    text = "\n".join(lines(said)) + "\n"
    for version in ((1, 1), (1, 2)):  # SAM and CloudFormation read 1.1
        reader = YAML(typ="safe", pure=True)
        reader.version = version
        assert reader.load(text) == said


@given(st.text())
def test_comments_stay_comments(text: str) -> None:
    for line in comment(text, 2):
        assert line.startswith("  # ")
        assert line.isprintable()


@pytest.mark.parametrize(
    ("value", "line"),
    [
        (Ref("A"), "a: !Ref A"),
        (Att("A", "Arn"), "a: !GetAtt A.Arn"),
        (Pseudo("Region"), "a: !Ref AWS::Region"),
        (Zone(1), "a: !Select [1, !GetAZs '']"),
        (Sub.of("x-", Ref("A"), "/", Att("B", "C")), "a: !Sub x-${A}/${B.C}"),
        (Sub.of("only ${A}"), "a: only ${A}"),
        (Sub.of("${A} # ", Ref("A")), "a: !Sub '${!A} # ${A}'"),
        (Sub.of(Ref("Old")), "a: !Ref New"),
        (Part(Ref("A"), "/", 2), "a: !Select [2, !Split ['/', !Ref A]]"),
        ("'quoted'", "a: \"'quoted'\""),
        ("10.0.0.0/16", "a: 10.0.0.0/16"),
        ("yes", "a: 'yes'"),
        ("5432", "a: '5432'"),
    ],
)
def test_values_as_people_write_them(value: Value, line: str) -> None:
    assert list(lines({"a": node(value, {"Old": "New"})})) == [line]


def test_a_part_that_is_cut_out_is_a_variable() -> None:
    suffix = "!Select [4, !Split ['-', !Select [2, !Split ['/', !Ref AWS::StackId]]]]"
    assert lines({"a": node(unique("jobs"), {})}) == [
        "a: !Sub",
        "  - jobs-${StackSuffix}",
        f"  - StackSuffix: {suffix}",
    ]
    cut = Part(Pseudo("StackId"), "/", 2)
    assert lines({"a": node(Sub.of("x-", cut), {})}) == [
        "a: !Sub",
        "  - x-${Part}",
        "  - Part: !Select [2, !Split ['/', !Ref AWS::StackId]]",
    ]


@pytest.mark.parametrize("name", SCENES)
def test_lines_are_marked_for_every_component(name: str) -> None:
    made = scene_plans()[name]
    file = print_sam(made)["template.yaml"]
    text = file.text.split("\n")
    ends = 0
    for mark in file.marks:
        assert mark.first > ends
        ends = mark.last
        assert all(line.startswith("  ") for line in text[mark.first - 1 : mark.last])
    marked = {mark.component for mark in file.marks}
    assert marked == {resource.component for resource in made.graph.resources.values()} - {None} | {
        parameter.component for parameter in made.graph.parameters
    } - {None}


def test_an_event_belongs_to_who_asks_for_it() -> None:
    file = print_sam(scene_plans()["circuit-breaker--pinger.python.1"])["template.yaml"]
    text = file.text.split("\n")
    (mark,) = [mark for mark in file.marks if mark.component == "every-minute"]
    assert text[mark.first - 1] == "        EveryMinuteSchedule:"
    assert text[mark.first - 2] == "      Events:"
    assert any("rate(1 minute)" in line for line in text[mark.first : mark.last])


@pytest.mark.parametrize("name", SCENES)
def test_what_the_design_does_not_draw_is_explained(name: str) -> None:
    made = scene_plans()[name]
    flat = " ".join(print_sam(made)["template.yaml"].text.replace("#", " ").split())
    for resource in made.graph.resources.values():
        assert " ".join(resource.comment.split()) in flat


@pytest.mark.parametrize("name", SCENES)
def test_settings_are_toml_and_ask_for_no_more_than_is_needed(name: str) -> None:
    made = scene_plans()[name]
    text = print_sam(made)["samconfig.toml"].text
    said = tomllib.loads(text)["default"]
    assert said["global"]["parameters"]["stack_name"] == made.name
    assert said["deploy"]["parameters"].get("capabilities") in (None, "CAPABILITY_IAM")
    for parameter in made.graph.parameters:
        assert (f'"{parameter.name}=' in text) == (parameter.default is None)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_break_neither_yaml_nor_toml(name: str) -> None:
    design = scenes()["notifier"].design
    renamed = tuple(part.model_copy(update={"name": name}) for part in design.components)
    hostile = design.model_copy(update={"components": renamed, "name": name, "description": name})
    for made in plans(hostile, Language.PYTHON):
        files = print_sam(made)
        tomllib.loads(files["samconfig.toml"].text)
        described = YAML(typ="rt").load(files["template.yaml"].text)["Description"]
        assert described == name


def test_required_parameters_can_be_given_where_the_file_says() -> None:
    text = print_sam(scene_plans()["notifier.python.1"])["samconfig.toml"].text
    given = "".join(
        line.removeprefix("#") + "\n" if line.startswith(("#   ", "# parameter_overrides", "# ]")) else line + "\n"
        for line in text.split("\n")
    )
    overrides = tomllib.loads(given)["default"]["deploy"]["parameters"]["parameter_overrides"]
    assert overrides == ["InvoicingQueueArn=", "PaymentsQueueArn=", "LedgerQueueArn="]


def test_the_same_plan_gives_the_same_bytes() -> None:
    made = scene_plans()["router--triager.nodejs.1"]
    assert print_sam(made) == print_sam(made)
