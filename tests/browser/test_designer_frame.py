"""What a frame took in: a click on it means the card under the pointer, a drag moves all."""

import pytest
from playwright.sync_api import expect

from tests.browser.designer_driver import Designer
from tests.browser.touch import middle

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FRAMED = ["database", "events", "writer"]


@pytest.fixture
def framed(webhook: Designer) -> Designer:
    """Scalable Webhook with a frame drawn around three of its cards."""
    draw_frame(webhook)
    return webhook


def draw_frame(designer: Designer) -> None:
    designer.frame("Events", "Event store")
    expect(designer.page.locator(".react-flow__nodesselection-rect")).to_be_visible()
    assert designer.selected() == FRAMED


def click_on(designer: Designer, name: str) -> None:
    """Click where a card is, whatever lies over it."""
    designer.page.mouse.click(*middle(designer.card(name)))


def test_a_click_selects_only_the_card_under_the_pointer(framed: Designer) -> None:
    click_on(framed, "Events")
    assert framed.selected() == ["events"]
    expect(framed.card("Events")).to_be_focused()
    click_on(framed, "Event store")
    assert framed.selected() == ["database"]


@pytest.mark.parametrize("key", ["Shift", "Control"])
def test_with_a_key_it_takes_the_card_out(framed: Designer, key: str) -> None:
    framed.page.keyboard.down(key)
    click_on(framed, "Events")
    framed.page.keyboard.up(key)
    assert framed.selected() == ["database", "writer"]


def test_a_click_beside_the_cards_deselects(framed: Designer) -> None:
    box = framed.page.locator(".react-flow__nodesselection-rect").bounding_box()
    assert box
    spots = [(box["x"] + 4 + step * 8, box["y"] + 4 + line * 8) for step in range(40) for line in range(20)]
    free = framed.page.evaluate(
        """spots => spots.find(([x, y]) => {
            const below = document.elementsFromPoint(x, y);
            return below[0]?.matches('.react-flow__nodesselection-rect')
                && !below.some((one) => one.closest('.react-flow__node, .react-flow__edge'));
        })""",
        spots,
    )
    assert free is not None
    framed.page.mouse.click(*free)
    assert framed.selected() == []


def test_a_drag_moves_all(framed: Designer) -> None:
    before = framed.saved()["layout"]
    box = framed.card("Events").bounding_box()
    assert box
    mouse = framed.page.mouse
    mouse.move(box["x"] + 30, box["y"] + 20)
    mouse.down()
    mouse.move(box["x"] + 34, box["y"] + 24, steps=3)
    mouse.move(box["x"] + 60, box["y"] + 90, steps=6)
    mouse.up()
    expect(framed.page.locator("[data-announcement]")).to_contain_text("Move")
    after = framed.saved()["layout"]
    assert framed.selected() == FRAMED
    assert {one for one in after if after[one] != before[one]} == set(FRAMED)
