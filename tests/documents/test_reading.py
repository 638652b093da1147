"""What is read is what was written, in YAML and in JSON, and nothing else comes out than a design or a complaint."""

import json
from importlib.util import find_spec
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from app.documents import DocumentError, check, read_design, read_text, yaml_text
from app.documents.joins import joins
from app.kinds import kinds
from app.model import Design, Finding, Semantics

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=20).filter(
    lambda text: bool(text.strip()) and text == text.strip()
)
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]) | st.just("\n"), max_size=30)
CALLS = {
    (one, other): [join for join in joins(one, other) if Semantics.ERROR not in join.semantics]
    for one in kinds()
    for other in kinds()
}


@st.composite
def designs(draw: st.DrawFn) -> Design:
    """Any design of a few components, with services, a layout and arrows that join."""
    count = draw(st.integers(0, 5))
    services = [
        {"id": f"s{index}", "name": draw(NAMES), "about": draw(TEXTS)} for index in range(draw(st.integers(0, 2)))
    ]
    components: list[dict[str, Any]] = [
        {
            "id": f"c{index}",
            "kind": draw(st.sampled_from(list(kinds()))),
            "name": draw(NAMES),
            "about": draw(TEXTS),
            "service": draw(st.sampled_from([None, *(service["id"] for service in services)])),
        }
        for index in range(count)
    ]
    connections = []
    for index in range(draw(st.integers(0, 6)) if count else 0):
        one, other = draw(st.sampled_from(components)), draw(st.sampled_from(components))
        if possible := CALLS[one["kind"], other["kind"]]:
            join = draw(st.sampled_from(possible))
            connections.append(
                {
                    "id": f"a{index}",
                    "from": f"{one['id']}.{join.source.id}",
                    "to": f"{other['id']}.{join.target.id}",
                    "semantics": draw(st.sampled_from(sorted(join.semantics))),
                    "label": draw(TEXTS),
                }
            )
    places = st.fixed_dictionaries({"x": st.integers(-9_000, 9_000), "y": st.floats(-9_000, 9_000, width=32)})
    placed = (
        draw(st.lists(st.sampled_from([component["id"] for component in components]), unique=True)) if count else []
    )
    return Design.model_validate(
        {
            "name": draw(NAMES),
            "description": draw(TEXTS),
            "services": services,
            "components": components,
            "connections": connections,
            "layout": {name: draw(places) for name in placed},
        }
    )


def as_yaml(data: object) -> str:
    out = StringIO()
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False  # within braces ruamel.yaml writes `{a: ?b}`, which it does not read
    yaml.dump(data, out)
    return out.getvalue()


@given(designs())
def test_a_design_written_as_yaml_is_read_back(design: Design) -> None:
    assert read_design(as_yaml(design.model_dump(mode="json"))) == design


@given(designs(), st.booleans(), st.sampled_from([None, 2, "\t"]))
def test_a_design_written_as_json_is_read_back(design: Design, ascii_only: bool, indent: int | str | None) -> None:
    text = json.dumps(design.model_dump(mode="json"), ensure_ascii=ascii_only, indent=indent)
    assert read_design(text) == design


@pytest.mark.skipif(find_spec("_ruamel_yaml") is None, reason="ruamel.yaml.clib is not installed")
@given(designs())
def test_both_parsers_read_a_design_alike(design: Design) -> None:
    for text in (as_yaml(design.model_dump(mode="json")), json.dumps(design.model_dump(mode="json"))):
        assert read_text(text) == yaml_text._read_exactly("", text)


@given(designs())
def test_a_design_that_was_read_is_found_sound(design: Design) -> None:
    assert check(design) == ()


def refusals(text: str) -> list[Finding] | None:
    """What is wrong with a text; None if nothing is. Any other error than DocumentError comes through."""
    try:
        read_design(text, "any.yaml")
    except DocumentError as error:
        return list(error.findings)
    return None


@given(st.text() | st.text(alphabet="{}[]:,-?&*!|>'\"%@`#\n\t ab1.~<", max_size=60))
def test_any_text_gives_a_design_or_a_complaint(text: str) -> None:
    said = refusals(text)
    assert said is None or said
    assert all(finding.message and finding.place.file == "any.yaml" for finding in said or ())


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(["name", "services", "components", "connections", "layout", "suppressions", "schema", "x"])
WORDS = st.sampled_from(["a", "a.b", "queue", "function", "sync"])
PARTS = st.dictionaries(
    st.sampled_from(["id", "kind", "name", "service", "from", "to", "semantics", "properties", "label", "at", "rule"]),
    VALUES | WORDS | st.dictionaries(st.sampled_from(["timeout", "of"]), VALUES),
)


@given(st.dictionaries(KEYS, VALUES | st.lists(PARTS, max_size=3)))
def test_any_data_gives_a_design_or_a_complaint(data: dict[str, Any]) -> None:
    said = refusals(json.dumps(data))
    assert said is None or said


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12),
        ("-12", -12),
        ("0o17", 15),
        ("0xff", 255),
        ("017", 17),
        ("1.5e3", 1500.0),
        (".5", 0.5),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("yes", "yes"),
        ("on", "on"),
        ("1_000", "1_000"),
        ("2026-01-02", "2026-01-02"),
        ("12:30:45", "12:30:45"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("1.2.3", "1.2.3"),
        ("+", "+"),
        (".", "."),
    ],
)
def test_values_are_those_of_yaml_1_2(text: str, value: object) -> None:
    data = read_text(f"key: {text}").data["key"]
    assert data == value
    assert type(data) is type(value)


def test_an_older_yaml_by_directive_means_the_same() -> None:
    assert read_text("%YAML 1.1\n---\nkey: yes\n").data == {"key": "yes"}


def test_places_count_lines_and_columns_as_editors_do() -> None:
    source = read_text("\ufeffname: x\r\nparts:\r\n  - id: a\r\n", "a.yaml")
    assert str(source.place(("parts", 0, "id"))) == "a.yaml:3:9"
    assert str(source.place(("parts", 0, "id"), key=True)) == "a.yaml:3:5"
    assert str(source.place(("parts", 0, "missing"))) == "a.yaml:3:5"
    assert source.place(("parts", 0, "a/b~c")).pointer == "/parts/0/a~1b~0c"


def test_ends_can_also_be_written_as_mappings() -> None:
    text = (
        "name: x\ncomponents:\n  - {id: a, kind: client, name: A}\n  - {id: b, kind: queue, name: B}\n"
        "connections:\n  - {id: x, from: {component: a, port: sends}, to: b.messages, semantics: async}\n"
    )
    assert str(read_design(text).arrows["x"].source) == "a.sends"


def test_a_design_made_in_code_is_checked_by_the_same_rules() -> None:
    design = Design.model_validate(
        {
            "name": "x",
            "components": [{"id": "a", "kind": "function", "name": "A", "properties": {"timeout": 901}}],
        }
    )
    (finding,) = check(design)
    assert finding.place.pointer == "/components/0/properties/timeout"
    assert finding.components == ("a",)
