"""Merging and comparing: laws over any designs, and what stands against a merge."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import check
from app.edits import EditError, apply
from app.model import Design
from app.store import Change, Merge, design_of, diff, merge
from app.store.documents import document_of
from app.store.ordering import merged_order
from tests.edits.strategies import designs, edits
from tests.store.samples import orders


@st.composite
def changed(draw: st.DrawFn, design: Design) -> Design:
    """A design after some edits."""
    for _ in range(draw(st.integers(0, 4))):
        try:
            design, _ = apply(design, draw(edits(design)))
        except EditError:
            continue
    return design


@st.composite
def forks(draw: st.DrawFn) -> tuple[Design, Design, Design]:
    base = draw(designs(most=5))
    return base, draw(changed(base)), draw(changed(base))


@given(fork=forks())
def test_who_is_alone_wins(fork: tuple[Design, Design, Design]) -> None:
    base, mine, _ = fork
    assert merge(base, mine, base) == Merge(design=mine, conflicts=())
    assert merge(base, base, mine) == Merge(design=mine, conflicts=())
    assert merge(base, mine, mine) == Merge(design=mine, conflicts=())


@given(fork=forks())
def test_a_merge_has_no_sides(fork: tuple[Design, Design, Design]) -> None:
    base, mine, theirs = fork
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert bool(one.conflicts) == bool(other.conflicts)
    assert one.design == other.design
    assert (one.design is None) == bool(one.conflicts)


@given(fork=forks())
def test_a_merge_is_coherent_and_holds_both_changes(fork: tuple[Design, Design, Design]) -> None:
    base, mine, theirs = fork
    merged = merge(base, mine, theirs).design
    if merged is None:
        return
    if not check(mine) and not check(theirs):
        assert check(merged) == ()
    for side in (mine, theirs):
        change = diff(base, side)
        ids = {thing.id for shelf in ("services", "components", "connections") for thing in getattr(merged, shelf)}
        assert {each.id for each in change.added} <= ids
        assert not {each.id for each in change.removed} & ids
        # What a side changed is in the merge as that side has it.
        for each in change.changed:
            if each.what != "design":
                assert not any(
                    key in left.before and each.after.get(key) != left.after.get(key)
                    for left in diff(side, merged).changed
                    if left.id == each.id
                    for key in each.after
                )


@given(fork=forks())
def test_a_difference_turns_around(fork: tuple[Design, Design, Design]) -> None:
    _, mine, theirs = fork
    there, back = diff(mine, theirs), diff(theirs, mine)
    assert [each.id for each in there.added] == [each.id for each in back.removed]
    assert {each.id: (each.before, each.after) for each in there.changed} == {
        each.id: (each.after, each.before) for each in back.changed
    }
    assert diff(mine, mine) == diff(theirs, theirs)
    assert not any((diff(mine, mine).added, diff(mine, mine).removed, diff(mine, mine).changed))


KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(base=KEYS, mine=KEYS, theirs=KEYS, gone=st.sets(st.sampled_from("abcdefgh")))
def test_orders_merge(base: list[str], mine: list[str], theirs: list[str], gone: set[str]) -> None:
    kept = {*mine, *theirs} - gone
    order = merged_order(base, mine, theirs, kept)
    assert sorted(order) == sorted(kept)
    assert order == merged_order(base, theirs, mine, kept)
    assert merged_order(base, mine, base, set(mine)) == mine


Edit = Callable[[dict[str, Any]], None]


def part(document: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(
        thing for shelf in ("services", "components", "connections") for thing in document[shelf] if thing["id"] == name
    )
    return found


def after(edit: Edit) -> Design:
    document = document_of(orders())
    edit(document)
    return design_of(document)


def put(name: str, key: str, value: object) -> Edit:
    return lambda document: part(document, name).update({key: value})


def prop(name: str, key: str, value: object) -> Edit:
    return lambda document: part(document, name)["properties"].update({key: value})


def move(name: str, x: float) -> Edit:
    return lambda document: document["layout"].update({name: {"x": x, "y": 0}})


def add(shelf: str, thing: dict[str, Any]) -> Edit:
    return lambda document: document[shelf].append(thing)


def remove(*names: str) -> Edit:
    def edit(document: dict[str, Any]) -> None:
        for shelf in ("services", "components", "connections"):
            document[shelf] = [thing for thing in document[shelf] if thing["id"] not in names]
        document["layout"] = {key: place for key, place in document["layout"].items() if key not in names}
        document["suppressions"] = [each for each in document["suppressions"] if each["at"] not in names]

    return edit


def title(name: str) -> Edit:
    return lambda document: document.update(name=name)


QUEUE = {"id": "new", "kind": "queue", "name": "New"}
ARROW = {"id": "new", "from": "take.sends", "to": "orders.messages", "semantics": "async"}


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (put("take", "name", "A"), prop("take", "memory", 512)),
        (prop("take", "timeout", 20), prop("take", "memory", 512)),
        (put("take", "name", "A"), put("take", "name", "A")),
        (put("take", "name", "A"), move("take", 5)),
        (remove("orders"), move("orders", 5)),
        (add("components", QUEUE), add("components", {**QUEUE, "id": "other"})),
        (add("components", QUEUE), add("components", QUEUE)),
        (remove("billing"), title("B")),
        (put("call", "label", "x"), put("call", "to", "api.requests")),
    ],
)
def test_changes_that_do_not_touch_are_merged(mine: Edit, theirs: Edit) -> None:
    def both(document: dict[str, Any]) -> None:
        for edit in (theirs, mine):
            edit(document)
        for shelf in ("components",):
            document[shelf] = list({thing["id"]: thing for thing in document[shelf]}.values())
        names = {thing["id"] for thing in document["components"]}
        document["layout"] = {key: place for key, place in document["layout"].items() if key in names}

    merged = merge(orders(), after(mine), after(theirs))
    assert merged.conflicts == ()
    assert merged.design is not None
    expected = after(both)
    assert {each.id for each in merged.design.components} == {each.id for each in expected.components}
    assert diff(merged.design, expected).changed == ()


@pytest.mark.parametrize(
    ("mine", "theirs", "ids"),
    [
        (put("take", "name", "A"), put("take", "name", "B"), {"take"}),
        (prop("take", "memory", 512), prop("take", "memory", 1024), {"take"}),
        (move("take", 1), move("take", 2), {"take"}),
        (remove("orders"), put("orders", "name", "B"), {"orders"}),
        (remove("orders"), add("connections", ARROW), {"orders", "new"}),
        (remove("billing"), put("take", "service", "billing"), {"billing", "take"}),
        (add("components", QUEUE), add("components", {**QUEUE, "name": "Other"}), {"new"}),
        (add("components", QUEUE), add("services", {"id": "new", "name": "New"}), {"new"}),
        (title("A"), title("B"), set()),
        (
            remove("billing"),
            lambda document: document["suppressions"].append({"rule": "x", "at": "billing", "reason": "y"}),
            {"billing"},
        ),
        (prop("take", "memory", 1), prop("take", "memory", True), {"take"}),
    ],
)
def test_changes_that_touch_are_told_by_id(mine: Edit, theirs: Edit, ids: set[str]) -> None:
    for one, other in ((mine, theirs), (theirs, mine)):
        merged = merge(orders(), after(one), after(other))
        assert merged.design is None
        assert ids == {name for conflict in merged.conflicts for name in conflict.ids}
        assert all(conflict.message for conflict in merged.conflicts)


def test_two_right_changes_that_are_wrong_together_are_a_conflict() -> None:
    """Each side is right; together the arrow leads from a kind that has no such port."""
    merged = merge(orders(), after(put("take", "kind", "queue")), after(add("connections", ARROW)))
    assert merged.design is None
    assert any("new" in conflict.ids for conflict in merged.conflicts)


def test_a_difference_in_words() -> None:
    def edit(document: dict[str, Any]) -> None:
        remove("call")(document)
        put("take", "name", "Take it")(document)
        document["components"][2]["properties"] = {"timeout": 9}
        move("client", 7)(document)
        add("components", QUEUE)(document)
        document["description"] = ""

    found = diff(orders(), after(edit))
    assert [(each.what, each.id, each.name) for each in found.added] == [("component", "new", "New")]
    assert [(each.what, each.id) for each in found.removed] == [("arrow", "call")]
    assert found.changed == (
        Change(id="", what="design", name="Orders", before={"description": "Takes orders."}, after={"description": ""}),
        Change(id="client", what="component", name="Browser", moved=True),
        Change(
            id="take",
            what="component",
            name="Take it",
            before={"properties.memory": 256, "name": "Take order"},
            after={"name": "Take it", "properties.timeout": 9},
        ),
    )
