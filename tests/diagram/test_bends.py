"""Arrows that a person has led through points of their own are drawn that way by the server too."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.diagram import Form, Orientation, Theme, draw
from app.diagram.bends import bent_way
from app.diagram.cache import layout
from app.diagram.cards import specify
from app.diagram.geometry import Point as Spot
from app.diagram.ports import Port, Side
from app.diagram.spec import Layout
from app.documents import read_design
from app.model import Design, Point

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "bent_ways.json").read_text(encoding="utf-8"))
DESIGN = read_design("""
name: Orders
components:
  - {id: book, kind: function, name: Book}
  - {id: orders, kind: queue, name: Orders}
  - {id: pack, kind: function, name: Pack}
connections:
  - {id: send, from: book, to: orders.messages, semantics: async, label: order}
  - {id: take, from: orders, to: pack, semantics: async}
layout: {book: {x: 0, y: 0}, orders: {x: 400, y: 0}, pack: {x: 800, y: 200}}
bends: {send: [{x: 200, y: -150}, {x: 300, y: -90}]}
""")


def drawn(design: Design, form: Form = Form.STANDALONE) -> tuple[Layout, dict[str, list[Spot]]]:
    """The layout, and the arrows' corners in the design's own coordinates."""
    found = layout(specify(design, form, Orientation.WIDE)[0])
    first = design.components[0].id
    dx = found.nodes[0].centre.x - design.layout[first].x
    dy = found.nodes[0].centre.y - design.layout[first].y
    ways = zip(design.connections, found.routes, strict=True)
    return found, {arrow.id: [Spot(x - dx, y - dy) for x, y in way] for arrow, way in ways}


def passes(way: list[Spot], point: Point) -> bool:
    return any(
        min(a.x, b.x) - 1.5 <= point.x <= max(a.x, b.x) + 1.5 and min(a.y, b.y) - 1.5 <= point.y <= max(a.y, b.y) + 1.5
        for a, b in pairwise(way)
    )


@pytest.mark.parametrize("case", CASES, ids=[case["says"] for case in CASES])
def test_the_way_through_bends_is_the_canvas_s(case: dict[str, Any]) -> None:
    start, end = (Port(Spot(case[key]["x"], case[key]["y"]), Side[case[key]["side"].upper()]) for key in ("from", "to"))
    way = bent_way(start, [Spot(bend["x"], bend["y"]) for bend in case["bends"]], end)
    assert [[x, y] for x, y in way] == case["way"]


@pytest.mark.parametrize("form", [Form.STANDALONE, Form.PAGE])
def test_an_arrow_passes_its_bends_and_components_lie_where_they_were_put(form: Form) -> None:
    found, ways = drawn(DESIGN, form)
    assert all(passes(ways["send"], bend) for bend in DESIGN.bends["send"])
    for component, box in zip(DESIGN.components, found.nodes, strict=True):
        at, first = DESIGN.layout[component.id], DESIGN.layout["book"]
        there = (box.centre.x - found.nodes[0].centre.x, box.centre.y - found.nodes[0].centre.y)
        assert there == pytest.approx((at.x - first.x, at.y - first.y), abs=0.1)


def test_without_bends_it_takes_another_way() -> None:
    _, ways = drawn(DESIGN.model_copy(update={"bends": {}}))
    assert not any(passes(ways["send"], bend) for bend in DESIGN.bends["send"])


def test_where_positions_are_missing_the_bends_mean_nothing() -> None:
    bare = DESIGN.model_copy(update={"layout": {}})
    plain = bare.model_copy(update={"bends": {}})
    assert draw(bare, theme=Theme.LIGHT) == draw(plain, theme=Theme.LIGHT)


@given(st.lists(st.builds(Point, x=st.integers(-900, 900), y=st.integers(-900, 900)), min_size=1, max_size=5))
def test_any_bends_give_a_way_of_right_angles_from_card_to_card(bends: list[Point]) -> None:
    found, ways = drawn(DESIGN.model_copy(update={"bends": {"send": tuple(bends)}}))
    way = ways["send"]
    assert all(passes(way, bend) for bend in bends)
    assert all(abs(a.x - b.x) < 1.01 or abs(a.y - b.y) < 1.01 for a, b in pairwise(way))
    for end, box in ((found.routes[0][0], found.nodes[0]), (found.routes[0][-1], found.nodes[1])):
        assert box.grow(0.1).left <= end.x <= box.grow(0.1).right
        assert box.grow(0.1).top <= end.y <= box.grow(0.1).bottom
