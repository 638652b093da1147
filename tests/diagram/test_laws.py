"""The laws of a diagram, over the whole catalog, random designs, and broken pictures, which must be found."""

import re

import pytest
from hypothesis import given

from app.catalog import Catalog
from app.diagram import Orientation, draw
from app.documents import read_design
from app.model import Design
from app.settings import ROOT
from tests.diagram.designs import designs
from tests.diagram.laws import breaches

PATTERNS = sorted(path.parent.name for path in (ROOT / "patterns").glob("*/pattern.yaml"))


@pytest.mark.parametrize("orientation", [Orientation.WIDE, pytest.param(Orientation.TALL, marks=pytest.mark.slow)])
@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_diagram_of_the_catalog_is_lawful(catalog: Catalog, pattern: str, orientation: Orientation) -> None:
    for scene in catalog.by_id[pattern].scenes:
        assert breaches(draw(scene.design, orientation=orientation).svg, scene.design) == []


def _broken_laws(design: Design) -> list[str]:
    found = [
        breach for orientation in Orientation for breach in breaches(draw(design, orientation=orientation).svg, design)
    ]
    # In a thicket two arrows may share a track; everything else must hold.
    return [breach for breach in found if " runs on " not in breach]


@pytest.mark.slow
@given(designs(most=9))
def test_any_small_design_is_drawn_lawfully(design: Design) -> None:
    assert _broken_laws(design) == []


@pytest.mark.slow
@given(designs(most=25))
def test_any_design_is_drawn_lawfully(design: Design) -> None:
    assert _broken_laws(design) == []


SMALL = read_design("""
name: Small
services:
  - {id: shop, name: Shop}
components:
  - {id: caller, kind: client, name: Caller}
  - {id: api, kind: rest-api, name: API, service: shop}
  - {id: work, kind: function, name: Work, service: shop}
  - {id: store, kind: table, name: Store, service: shop}
connections:
  - {id: ask, from: caller, to: api, semantics: sync, label: ask}
  - {id: hand, from: api, to: work, semantics: sync, label: hand on}
  - {id: keep, from: work, to: store, semantics: sync, label: keep}
""")


def _moved(svg: str, opening: str, attribute: str, by: float) -> str:
    """The drawing with one attribute changed in the first element after `opening`."""
    start = svg.index(opening)
    found = re.compile(rf'(?<= {attribute}=")[-\d.]+').search(svg, start)
    assert found
    return svg[: found.start()] + f"{float(found[0]) + by:g}" + svg[found.end() :]


BROKEN = {
    "a card on its neighbour": ('id="node-work"', "x", 150, "overlaps"),
    "a card outside its service": ('id="node-store"', "y", 300, "leaves its service"),
    "a card in a foreign service": ('id="node-caller"', "x", 200, "foreign service"),
    "a text that leaves its card": ('class="name"', "x", 140, "its text leaves the card"),
    "a label on its line": ('<text class="label"', "y", 14, "lies on a line"),
    "a label on a card": ('<text class="label"', "x", 120, "lies on api"),
    "a title on a boundary's line": ('<text class="title"', "y", -17, "the title of shop"),
    "an arrow that does not begin at its card": ('id="node-caller"', "y", 200, "does not begin"),
    "something outside the drawing": ("<svg", "height", 0, None),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_picture_is_found(what: str) -> None:
    svg = draw(SMALL).svg
    assert breaches(svg, SMALL) == []
    opening, attribute, by, told = BROKEN[what]
    if told is None:
        broken = re.sub(r'viewBox="0 0 (\S+) (\S+)"', r'viewBox="0 0 300 \2"', svg)
        assert any("leaves the drawing" in breach for breach in breaches(broken, SMALL))
        return
    broken = _moved(svg, opening, attribute, by)
    assert any(told in breach for breach in breaches(broken, SMALL)), breaches(broken, SMALL)


def test_an_arrow_through_a_card_is_found() -> None:
    svg = draw(SMALL).svg
    path = re.search(r'id="arrow-ask".*?class="there" d="M(\S+) (\S+)L(\S+) (\S+)"', svg)
    assert path
    across = svg.replace(f"L{path[3]} {path[4]}", f"L{float(path[3]) + 300:g} {path[4]}", 1)
    assert any("passes through work" in breach for breach in breaches(across, SMALL))


def test_arrows_on_one_another_a_lost_label_and_a_lost_head_are_found() -> None:
    svg = draw(SMALL).svg
    ask, hand = (re.search(rf'id="arrow-{name}".*?class="there" d="([^"]*)"', svg) for name in ("ask", "hand"))
    assert ask
    assert hand
    assert any("runs on" in breach for breach in breaches(svg.replace(hand[1], ask[1]), SMALL))
    without = re.sub(r'<g class="arrow-label" data-arrow="ask".*?</g>', "", svg)
    assert breaches(without, SMALL) == ["ask: its label is missing"]
    headless = svg.replace('class="head head-back"', 'class="gone"', 1)
    assert any("is drawn with 1 heads" in breach for breach in breaches(headless, SMALL)[:1])
