"""What the types of the model promise whoever builds a design in code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.model import Component, Connection, Design, Draft, Endpoint, Finding, Place, Semantics, Severity, nearest
from app.model.words import unprintable


def component(called: str, **more: object) -> Component:
    return Component.model_validate({"id": called, "kind": "queue", "name": called} | more)


def arrow(name: str, source: str, target: str) -> Connection:
    return Connection.model_validate({"id": name, "from": source, "to": target, "semantics": "async"})


def test_a_design_knows_its_neighbours_in_the_authors_order() -> None:
    design = Design(
        name="x",
        components=(component("a"), component("b"), component("c")),
        connections=(arrow("one", "a.x", "b.y"), arrow("two", "c.x", "b.y"), arrow("three", "a.x", "c.y")),
    )
    assert [each.id for each in design.leaving("a")] == ["one", "three"]
    assert [each.id for each in design.arriving("b")] == ["one", "two"]
    assert set(design.by_id) == {"a", "b", "c"}
    assert set(design.arrows) == {"one", "two", "three"}
    assert design.members(None) == design.components


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"components": (component("a"), component("a"))}, "used twice"),
        ({"components": (component("a", service="s"),)}, "'s', which does not exist"),
        ({"components": (component("a"),), "connections": (arrow("x", "a.o", "b.i"),)}, "component 'b'"),
        ({"components": (component("a"),), "connections": (arrow("a", "a.o", "a.i"),)}, "used twice"),
        ({"layout": {"a": {"x": 0, "y": 0}}}, "the layout places 'a'"),
        ({"bends": {"b": ({"x": 0, "y": 0},)}}, "the bends name the arrow 'b'"),
        ({"locked": ("b",)}, "'b' is locked, but no such component exists"),
        ({"components": (component("a"),), "locked": ("a", "a")}, "'a' is locked twice"),
        ({"suppressions": ({"rule": "r", "at": "a", "reason": "b"},)}, "'a' does not exist"),
    ],
)
def test_a_design_that_contradicts_itself_cannot_be_built(more: dict[str, object], said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        Design.model_validate({"name": "x"} | more)
    draft = Draft.model_validate({"name": "x"} | more)
    assert len(list(draft.incoherences())) == 1, "a draft may contradict itself, and says where"


def test_moving_a_component_changes_no_component() -> None:
    design = Design(name="x", components=(component("a"),))
    moved = Design.model_validate(design.model_dump(by_alias=True) | {"layout": {"a": {"x": 3, "y": 4}}})
    assert moved.components == design.components
    assert moved != design


def test_values_cannot_be_changed() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        component("a").name = "b"  # type: ignore[misc]  # that is the point


@given(
    st.from_regex(r"[a-z](-?[a-z0-9]){0,20}", fullmatch=True), st.from_regex(r"[a-z](-?[a-z0-9]){0,20}", fullmatch=True)
)
def test_an_endpoint_is_written_as_it_is_read(name: str, port: str) -> None:
    end = Endpoint.model_validate(f"{name}.{port}")
    assert (end.component, end.port) == (name, port)
    assert str(end) == f"{name}.{port}"
    assert Endpoint.model_validate(end.model_dump(mode="json")) == end


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_name_is_refused_or_can_be_shown(text: str) -> None:
    try:
        named = component("a", name=text)
    except ValidationError:
        return
    assert named.name == text.strip()
    assert unprintable(text) is None


@pytest.mark.parametrize("text", ["a\x00b", "\x1b[31m", "\x7f", "\x85", "\ud800", "\uffff", "\r"])
def test_what_no_screen_shows_is_named(text: str) -> None:
    assert "U+" in (unprintable(text) or "")


@pytest.mark.parametrize("text", ["", "plain", "two\nlines\tand a tab", "Ünïcödé 😀 שלום", "\u200d"])
def test_what_people_write_is_let_through(text: str) -> None:
    assert unprintable(text) is None


@pytest.mark.parametrize(
    ("word", "valid", "said"),
    [
        ("qeue", ["queue", "topic"], "; did you mean 'queue'?"),
        ("xyz", ["queue", "topic"], "; valid: queue, topic"),
        ("xyz", [], ""),
        ("xyz", [f"word-{number}" for number in range(13)], ""),
        (12, ["queue"], "; valid: queue"),
    ],
)
def test_the_nearest_word_is_offered(word: object, valid: list[str], said: str) -> None:
    assert nearest(word, valid) == said


def test_a_finding_is_one_line_that_a_terminal_makes_a_link_of() -> None:
    finding = Finding(
        rule="kind",
        severity=Severity.ERROR,
        message="there is no kind 'x'",
        remedy="Take another.",
        place=Place(file="a.yaml", line=3, column=5),
    )
    assert str(finding) == "a.yaml:3:5: error: there is no kind 'x'. Take another. [kind]"
    assert str(Place(pointer="/components/0")) == "/components/0"
    assert str(Place()) == "document"


def test_the_three_meanings_are_all_there_are() -> None:
    assert [meaning.value for meaning in Semantics] == ["sync", "async", "error"]
