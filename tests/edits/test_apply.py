"""Edits: laws over any design, and what is refused."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from app.documents import check, read_design
from app.edits import EditError, apply, removal
from app.model import Component, Design, Endpoint, Point, Suppression
from app.model.edit import (
    AddComponent,
    AddSuppression,
    Batch,
    Edit,
    Move,
    Remove,
    RemoveSuppression,
    Set,
    SetProperty,
    UnsetProperty,
)
from tests.edits.strategies import designs, edits

EDIT: TypeAdapter[Edit] = TypeAdapter(Edit)

DESIGN = read_design("""
name: Orders
services: [{id: shop, name: Shop}]
components:
  - {id: orders, kind: queue, name: Orders, service: shop}
  - {id: book, kind: function, name: Book, service: shop, properties: {timeout: 20}}
  - {id: lost, kind: queue, name: Lost}
connections:
  - {id: drain, from: orders, to: book, semantics: async}
  - {id: keep, from: book, to: lost.failures, semantics: error, properties: {of: [drain]}}
layout: {book: {x: 1, y: 2}}
suppressions: [{rule: dead-end, at: book, reason: It prints.}]
""")


@given(st.data())
def test_an_edit_and_its_inverse_give_the_same_design_back(data: st.DataObject) -> None:
    design = data.draw(designs())
    edit = data.draw(edits(design))
    try:
        after, inverse = apply(design, edit)
    except EditError:
        return
    before, again = apply(after, inverse)
    assert before == design
    assert [component.id for component in before.components] == [component.id for component in design.components]
    assert apply(before, again)[0] == after


@given(st.data())
def test_after_any_sequence_of_edits_the_design_can_be_loaded_and_all_of_it_be_undone(data: st.DataObject) -> None:
    first = design = data.draw(designs(most=5))
    undo: list[Edit] = []
    for _ in range(data.draw(st.integers(0, 8))):
        try:
            design, inverse = apply(design, data.draw(edits(design)))
        except EditError:
            continue
        undo.append(inverse)
        assert check(design) == ()
        assert read_design(design.model_dump_json(by_alias=True)) == design
    for inverse in reversed(undo):
        design, _ = apply(design, inverse)
    assert design == first


@given(st.data())
def test_an_edit_survives_json(data: st.DataObject) -> None:
    edit = data.draw(edits(data.draw(designs(most=4))))
    assert EDIT.validate_json(EDIT.dump_json(edit)) == edit


@given(st.data())
def test_whatever_is_removed_with_all_that_hangs_on_it_leaves_a_loadable_design(data: st.DataObject) -> None:
    design = data.draw(designs())
    ids = [thing.id for shelf in (design.services, design.components, design.connections) for thing in shelf]
    gone = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
    after, inverse = apply(design, removal(design, gone))
    assert not gone & {thing.id for shelf in (after.services, after.components, after.connections) for thing in shelf}
    assert apply(after, inverse)[0] == design


def test_a_property_is_set_and_unset() -> None:
    after, inverse = apply(DESIGN, SetProperty(id="book", key="timeout", value=30))
    assert after.by_id["book"].properties == {"timeout": 30}
    assert inverse == SetProperty(id="book", key="timeout", value=20)
    bare, inverse = apply(DESIGN, UnsetProperty(id="book", key="timeout"))
    assert bare.by_id["book"].properties == {}
    assert apply(bare, inverse)[0] == DESIGN


def test_an_arrow_is_led_elsewhere_and_the_design_renamed() -> None:
    after, _ = apply(
        DESIGN,
        Batch(edits=(Set(field="name", value="Sales"), Set(id="keep", field="to", value="orders.failures"))),
    )
    assert after.name == "Sales"
    assert after.arrows["keep"].target == Endpoint(component="orders", port="failures")


def test_removing_a_component_takes_along_what_hangs_on_it() -> None:
    after, _ = apply(DESIGN, removal(DESIGN, ["orders"]))
    assert [component.id for component in after.components] == ["book", "lost"]
    assert after.connections == ()
    after, _ = apply(DESIGN, removal(DESIGN, ["book", "shop"]))
    assert [(part.id, part.service) for part in after.components] == [("orders", None), ("lost", None)]
    assert (after.layout, after.suppressions, after.services) == ({}, (), ())


@pytest.mark.parametrize(
    ("edit", "complaint"),
    [
        (Remove(id="boook"), "there is no 'boook'; did you mean 'book'?"),
        (Remove(id="book"), "names the component 'book'"),
        (SetProperty(id="book", key="timeout", value=0), "timeout"),
        (SetProperty(id="book", key="timeuot", value=1), "did you mean 'timeout'?"),
        (SetProperty(id="shop", key="timeout", value=1), "has no properties"),
        (Set(id="drain", field="semantics", value="sync"), "cannot be sync"),
        (Set(id="drain", field="service", value="shop"), "cannot become"),
        (Set(id="book", field="name", value=""), "cannot become"),
        (Set(id="book", field="service", value="shp"), "did you mean 'shop'?"),
        (Set(field="label", value="x"), "a design has no 'label'"),
        (AddComponent(component=Component(id="book", kind="queue", name="Twice")), "used twice"),
        (AddComponent(component=Component(id="other", kind="quue", name="Other")), "there is no kind 'quue'"),
        (RemoveSuppression(rule="dead-end"), "no reason is given"),
        (
            AddSuppression(suppression=Suppression(rule="dead-end", at="book", reason="Again.")),
            "suppressed here already",
        ),
        (Move(component="nobody", to=Point(x=0, y=0)), "nobody"),
    ],
)
def test_what_would_not_load_is_refused_with_the_reason(edit: Edit, complaint: str) -> None:
    before = DESIGN.model_dump_json()
    with pytest.raises(EditError, match=re.escape(complaint)):
        apply(DESIGN, edit)
    assert DESIGN.model_dump_json() == before


def test_an_edit_with_a_surplus_key_is_no_edit() -> None:
    with pytest.raises(ValidationError):
        EDIT.validate_python({"type": "remove", "id": "book", "also": "drain"})


def test_a_batch_may_pass_through_what_would_not_hold() -> None:
    swap = Batch(edits=(Remove(id="book"), *(Remove(id=name) for name in ("drain", "keep"))))
    with pytest.raises(EditError):
        apply(DESIGN, swap)
    tidy = Batch(edits=(*swap.edits, RemoveSuppression(rule="dead-end", at="book"), Move(component="book", to=None)))
    after, inverse = apply(DESIGN, tidy)
    assert isinstance(after, Design)
    assert apply(after, inverse)[0] == DESIGN
