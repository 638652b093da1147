"""What a mouse does, and what it must not do by mistake."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PATIENCE
from tests.browser.designer_driver import Designer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=PATIENCE)


def settings(designer: Designer) -> Locator:
    """The panel with the settings of what is selected."""
    return designer.page.get_by_role("complementary", name="Settings")


def properties(designer: Designer, name: str) -> dict[str, Any]:
    """What the saved design says of one component."""
    found: dict[str, Any] = next(one for one in designer.saved()["components"] if one["name"] == name)["properties"]
    return found


def test_a_number_that_is_refused_leaves_nothing_behind(designer: Designer) -> None:
    designer.open()
    designer.pattern("Simple Web Service").click()
    designer.card("Look up parcel").click()
    before = properties(designer, "Look up parcel")
    timeout = settings(designer).get_by_label("Timeout", exact=False).first
    was = timeout.input_value()
    timeout.select_text()
    # 9, 90 and 900 would do.
    timeout.press_sequentially("9000")
    expect(timeout).to_have_value("9000")
    expect(settings(designer).get_by_role("alert")).to_contain_text(f"at most 900 s. It stays {was}.")
    assert properties(designer, "Look up parcel") == before
    # It is there to be mended, and gone when one comes back.
    settings(designer).get_by_label("Memory", exact=False).first.focus()
    expect(timeout).to_have_value("9000")
    timeout.press("End")
    timeout.press("Backspace")
    expect(settings(designer).get_by_role("alert")).to_have_count(0)
    expect(designer.card("Look up parcel")).to_contain_text("timeout 900 s")
    timeout.press("0")
    expect(designer.card("Look up parcel")).not_to_contain_text("timeout 900 s")
    designer.card("Parcels").click()
    designer.card("Look up parcel").click()
    expect(timeout).to_have_value(was)
    assert properties(designer, "Look up parcel") == before
    # The whole time in the field is one step.
    assert designer.undo_all() == 2


def test_a_dot_draws_a_second_arrow_while_the_first_is_selected(designer: Designer) -> None:
    page = designer.page
    designer.open()
    for kind, x, y in (("Lambda function", 600, 450), ("SQS queue", 960, 350), ("SNS topic", 960, 550)):
        designer.drag(designer.kind(kind), x, y)
    for target in ("SQS queue", "SNS topic"):
        designer.draw("Lambda function", target)
        page.get_by_role("dialog").get_by_role("option").first.click()
        expect(page.locator(".arrow-end")).to_have_count(2)
    ends = sorted(arrow[:2] for arrow in designer.arrows())
    assert ends == [("Lambda function", "SNS topic"), ("Lambda function", "SQS queue")]


def test_the_undo_of_a_notice_goes_with_the_next_change(designer: Designer) -> None:
    page = designer.page
    designer.open()
    designer.pattern("Circuit Breaker").click()
    designer.card("Get rates").click()
    designer.key("Control+Shift+L")
    expect(page.locator(".note-line").get_by_role("button", name="Undo")).to_be_visible()
    designer.kind("SQS queue").click()
    expect(page.locator(".note-line")).to_have_count(0)


def test_an_arrow_to_a_placeholder_is_first_of_all_an_arrow(designer: Designer) -> None:
    page = designer.page
    designer.open()
    designer.pattern("Notifier").first.click()
    designer.kind("Lambda function").click()
    designer.fit()
    designer.draw("Lambda function", "Invoicing")
    expect(page.get_by_role("dialog").get_by_role("option", selected=True)).to_have_text(re.compile("^sync"))
    expect(page.get_by_role("dialog").get_by_role("option").last).to_contain_text("in the place of Invoicing")
    designer.key("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert [arrow[1:] for arrow in designer.arrows() if arrow[0] == "Lambda function"] == [("Invoicing", "sync")]
    expect(designer.card("Invoicing")).to_be_visible()


def test_the_palette_finds_a_pattern_by_what_it_is_made_of(designer: Designer) -> None:
    designer.open()
    designer.page.get_by_role("searchbox").fill("SNS")
    names = designer.page.locator(".palette-pattern .palette-name")
    expect(names.filter(has_text="Notifier").first).to_be_visible()
    # What says the word of itself comes first.
    expect(names.first).to_contain_text("Scalable Webhook")


@pytest.mark.parametrize("item", ["pattern", "kind"])
def test_what_is_dragged_from_the_palette_says_whose_place_it_takes(designer: Designer, item: str) -> None:
    page = designer.page
    designer.open()
    designer.pattern("Circuit Breaker").click()
    designer.fit()
    thing = designer.pattern("Scalable Webhook") if item == "pattern" else designer.kind("REST API")
    socket = designer.card("Carrier's API")
    thing.scroll_into_view_if_needed()
    start, box = thing.bounding_box(), socket.bounding_box()
    assert start
    assert box
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    # A hand begins slowly.
    page.mouse.move(start["x"] + 30, start["y"] + 20, steps=5)
    page.mouse.move(box["x"] + 20, box["y"] + 20, steps=8)
    expect(socket.locator(".card-says")).to_have_text("Take the place of Carrier's API")
    page.mouse.move(box["x"] + 20, box["y"] - 200, steps=4)
    expect(page.locator(".card-says")).to_have_count(0)
    page.mouse.move(box["x"] + 20, box["y"] + 20, steps=4)
    page.mouse.up()
    expect(socket).to_have_count(0)
    expect(page.locator(".note-line")).to_contain_text("in the place of Carrier's API")
    expect(page.locator(".card-says")).to_have_count(0)
