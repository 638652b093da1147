"""Leading arrows by hand, and locking what is to stay: by pointer and by keyboard, and after coming back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PATIENCE
from tests.browser.designer_driver import Designer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=PATIENCE)


def test_a_bend_is_pulled_out_of_an_arrow_moved_saved_and_taken_out(designer: Designer) -> None:
    designer.open()
    designer.pattern("Scalable Webhook").click()
    page = designer.page
    first = designer.saved()
    assert first["bends"] == {}
    arrow = next(one["id"] for one in first["connections"] if one["to"].startswith("events."))
    line = page.locator(f".react-flow__edge[data-id='{arrow}'] .arrow-halo")
    line.click(force=True)
    grip = page.locator(".arrow-pull")
    expect(grip).to_have_count(1)
    box = grip.bounding_box()
    assert box is not None
    designer.drag(grip, box["x"] + 6, box["y"] + 120)
    bends = designer.saved()["bends"][arrow]
    assert len(bends) == 1
    expect(page.locator(".arrow-bend")).to_have_count(1)
    corners = line.get_attribute("d") or ""
    assert corners.count("Q") >= 2, "the arrow turns to pass through its bend"

    page.locator(".arrow-bend").focus()
    designer.key("ArrowDown", "Shift+ArrowDown")
    assert designer.saved()["bends"][arrow] == [{"x": bends[0]["x"], "y": bends[0]["y"] + 48}]
    designer.key("Delete")
    assert designer.saved()["bends"] == {}
    designer.key("Control+z")
    assert designer.saved()["bends"][arrow][0]["y"] == bends[0]["y"] + 48
    page.reload()
    expect(page.locator(f".react-flow__edge[data-id='{arrow}'] .arrow-halo")).to_be_attached()
    assert designer.saved()["bends"][arrow][0]["y"] == bends[0]["y"] + 48


def test_a_bend_by_keyboard_alone(designer: Designer) -> None:
    designer.open()
    designer.pattern("Scalable Webhook").click()
    designer.card("Events").focus()
    designer.key("a", "b")
    bend = designer.page.locator(".arrow-bend")
    expect(bend).to_be_focused()
    expect(bend).to_have_attribute("aria-label", "Bend 1 of 1: arrow keys move it, Delete removes it")
    designer.key("ArrowUp", "ArrowUp", "ArrowUp")
    [points] = designer.saved()["bends"].values()
    designer.key("ArrowUp")
    assert designer.saved()["bends"] != {}
    [after] = designer.saved()["bends"].values()
    assert after[0]["y"] == points[0]["y"] - 8


def test_bends_move_with_both_ends(designer: Designer) -> None:
    designer.open()
    designer.pattern("Scalable Webhook").click()
    designer.card("Events").focus()
    designer.key("a", "b", "ArrowUp")
    [before] = designer.saved()["bends"].values()
    old = designer.saved()["layout"]
    designer.key("Escape", "Control+a", "ArrowDown")
    [after] = designer.saved()["bends"].values()
    new = designer.saved()["layout"]
    assert {new[key]["y"] - old[key]["y"] for key in old} == {8}
    assert [one["y"] for one in after] == [one["y"] + 8 for one in before]


def test_what_is_locked_is_neither_moved_nor_changed_nor_removed(designer: Designer) -> None:
    designer.open()
    designer.pattern("Scalable Webhook").click()
    page = designer.page
    designer.card("Events").click()
    designer.key("Control+Shift+l")
    expect(designer.card("Events")).to_have_attribute("aria-label", re.compile("in Webhook service, locked, selected$"))
    before = designer.saved()
    assert before["locked"] == ["events"]
    designer.drag(designer.card("Events"), 500, 700)
    designer.key("ArrowDown", "Delete")
    expect(page.locator(".note-line")).to_contain_text("Events is locked")
    expect(page.locator(".design-settings").get_by_label("Name", exact=True)).to_be_disabled()
    page.reload()
    expect(designer.card("Events")).to_have_attribute("aria-label", re.compile("in Webhook service, locked$"))
    after = designer.saved()
    assert {key: after[key] for key in ("components", "layout", "locked")} == {
        key: before[key] for key in ("components", "layout", "locked")
    }
    designer.card("Events").click()
    page.locator(".design-settings").get_by_role("button", name="Unlock").click()
    designer.key("Escape")
    designer.card("Events").click()
    designer.key("Delete")
    expect(designer.card("Events")).to_have_count(0)
    assert designer.saved()["locked"] == []


def test_an_arrow_is_led_to_another_card_and_its_error_goes_along(designer: Designer) -> None:
    designer.open()
    designer.pattern("Circuit Breaker").click()
    designer.page.locator(".palette-kinds .palette-item").filter(has_text="HTTP API").click()
    designer.fit()
    page = designer.page
    connections = designer.saved()["connections"]
    call = next(one for one in connections if one["from"].startswith("checkout.") and one["semantics"] == "sync")
    assert ("Shipping API", "Checkout", "error") in designer.arrows()
    line = page.locator(f".react-flow__edge[data-id='{call['id']}'] .arrow-halo").bounding_box()
    assert line
    # The error's line runs close below.
    page.mouse.click(line["x"] + line["width"] / 2, line["y"] - 4)
    designer.drag_onto(page.locator(".arrow-end").last, designer.card("HTTP API"))
    after = designer.arrows()
    assert ("Checkout", "HTTP API", "sync") in after
    assert ("HTTP API", "Checkout", "error") in after
    assert ("Shipping API", "Checkout", "error") not in after
    assert len(after) == len(connections)
    designer.key("Control+z")
    assert designer.saved()["connections"] == connections
