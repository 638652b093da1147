"""By keyboard alone: keys mean what has the focus ring, and the canvas never loses the keyboard."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import PATIENCE
from tests.browser.designer_driver import Designer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=PATIENCE)


def ring(designer: Designer) -> Locator:
    """What has the keyboard on the canvas."""
    return designer.page.locator(".react-flow__node:focus")


def said(designer: Designer) -> Locator:
    return designer.page.locator("[data-announcement]")


def find(designer: Designer, name: str) -> None:
    """Go to a component by its name."""
    designer.key("Control+f")
    designer.page.keyboard.type(name)
    designer.key("Enter")
    expect(designer.card(name)).to_be_focused()


@pytest.fixture
def webhook(designer: Designer) -> Designer:
    """The designer with Scalable Webhook, placed by keyboard; the keyboard is still in the palette."""
    designer.open()
    designer.key("/")
    designer.page.keyboard.type("scalable")
    expect(designer.page.locator(".palette-pattern")).to_have_count(1)
    designer.key("ArrowDown", "Enter")
    expect(designer.card("Event store")).to_be_visible()
    assert designer.selected() == ["webhook"]
    return designer


def tab_to_canvas(designer: Designer) -> None:
    """Press Tab until a card has the keyboard."""
    for _ in range(60):
        designer.key("Tab")
        if ring(designer).count() == 1:
            return
    raise AssertionError("Tab leads to no card")


def test_the_card_that_tab_leads_to_is_what_delete_means(webhook: Designer) -> None:
    tab_to_canvas(webhook)
    # The first of what was placed, not of all.
    expect(webhook.card("Webhook API")).to_be_focused()
    assert webhook.selected() == ["api"]
    webhook.key("Delete")
    expect(webhook.card("Webhook API")).to_have_count(0)
    assert len(webhook.cards()) == 6
    # The nearest has the keyboard now.
    expect(ring(webhook)).to_have_count(1)


def test_tab_leaves_a_selection_that_the_card_is_in(webhook: Designer) -> None:
    webhook.key("Escape")
    expect(webhook.card("Webhook API")).to_be_focused()
    webhook.key("Control+a", "/")
    everything = webhook.selected()
    assert len(everything) > 1
    tab_to_canvas(webhook)
    assert webhook.selected() == everything


def test_after_placing_page_down_goes_on_from_there(webhook: Designer) -> None:
    webhook.key("/")
    webhook.page.keyboard.press("Control+A")
    webhook.page.keyboard.type("simple web")
    expect(webhook.page.locator(".palette-pattern")).to_have_count(1)
    webhook.key("ArrowDown", "Enter")
    expect(webhook.card("Tracking API")).to_be_visible()
    webhook.key("Escape")
    expect(webhook.card("Tracking API")).to_be_focused()
    webhook.key("PageDown")
    expect(webhook.card("Look up parcel")).to_be_focused()


def test_with_nothing_selected_keys_mean_the_card_with_the_ring(webhook: Designer) -> None:
    page = webhook.page
    for key, does in (
        ("ArrowRight", "Move Event store"),
        ("Control+d", "Duplicate 1 component"),
        ("Control+Shift+L", "Lock Event store."),
        ("Control+g", "Group into a service"),
        ("Control+x", "Remove Event store"),
    ):
        find(webhook, "Event store")
        webhook.key("Escape")
        assert webhook.selected() == [], "Escape selects nothing"
        webhook.key(key)
        expect(said(webhook)).to_have_text(does)
        webhook.key("Control+z")
        expect(said(webhook)).to_have_text(f"Undone: {does.removesuffix('.')}")
    find(webhook, "Event store")
    webhook.key("Escape", "Control+c")
    expect(said(webhook)).to_have_text("Copied 1 component")
    find(webhook, "Webhook API")
    webhook.key("Escape", "?")
    expect(page.get_by_role("dialog", name="Keys and gestures")).to_contain_text("select the card")
    webhook.key("Escape")
    expect(webhook.card("Webhook API")).to_be_focused()
    webhook.key("Escape", "Enter")
    field = page.get_by_label("Name", exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_value("Webhook API")


def test_exactly_two_are_selected_and_grouped(webhook: Designer) -> None:
    find(webhook, "Check and queue")
    webhook.key("Escape", "Shift+PageDown")
    expect(webhook.card("Events")).to_be_focused()
    expect(said(webhook)).to_have_text("Events, 2 selected")
    assert webhook.selected() == ["events", "intake"]
    webhook.key("Escape")
    find(webhook, "Events")
    webhook.key("Shift+PageUp")
    expect(said(webhook)).to_have_text("Check and queue, 2 selected")
    webhook.key("Alt+Shift+L")
    expect(said(webhook)).to_have_text("Align left")
    webhook.key("Control+g")
    expect(said(webhook)).to_have_text("Group into a service")
    grouped = webhook.saved()
    [made] = [one["id"] for one in grouped["services"] if one["name"] == "New service"]
    assert sorted(one["id"] for one in grouped["components"] if one["service"] == made) == ["events", "intake"]


def test_undo_of_a_new_card_leaves_the_keyboard_on_the_canvas(webhook: Designer) -> None:
    find(webhook, "Write events")
    webhook.key("Control+ArrowRight")
    webhook.page.keyboard.type("sns")
    webhook.key("Enter")
    expect(webhook.card("SNS topic")).to_be_focused()
    webhook.key("Control+z")
    expect(webhook.card("SNS topic")).to_have_count(0)
    expect(ring(webhook)).to_have_count(1)
    # The canvas is one tab stop still, and it is where the keyboard is.
    expect(ring(webhook)).to_have_attribute("tabindex", "0")


def test_a_fix_that_removes_the_card_leaves_the_keyboard_on_the_canvas(webhook: Designer) -> None:
    webhook.key("/", "Control+a", "Backspace")
    webhook.kind("DynamoDB table").focus()
    webhook.key("Enter", "Escape")
    expect(webhook.card("DynamoDB table")).to_be_visible()
    find(webhook, "DynamoDB table")
    expect(webhook.card("DynamoDB table")).to_have_attribute("aria-label", re.compile("review: "))
    webhook.key("Control+.")
    expect(webhook.card("DynamoDB table")).to_have_count(0)
    expect(ring(webhook)).to_have_count(1)


@pytest.mark.parametrize("key", ["a", "Shift+B", "Control+z", "Escape", "Delete"])
def test_a_bend_that_goes_gives_the_keyboard_to_its_card(webhook: Designer, key: str) -> None:
    find(webhook, "Events")
    bend = webhook.page.locator(".arrow-bend")
    webhook.key("a", "b")
    expect(bend).to_be_focused()
    webhook.key(key)
    expect(bend).to_have_count(0)
    expect(webhook.card("Events")).to_be_focused()
    if key == "Escape":
        assert webhook.selected() == [], "Escape selects nothing"


def test_a_branch_is_left_for_the_next_wherever_one_comes_from(webhook: Designer) -> None:
    find(webhook, "Write events")
    webhook.key("Alt+ArrowDown")
    expect(webhook.card("Failed events")).to_be_focused()
    webhook.key("Alt+ArrowUp")
    expect(webhook.card("Write events")).to_be_focused()
    find(webhook, "Webhook provider")
    webhook.key("Alt+ArrowUp")
    expect(said(webhook)).to_have_text("There is no other branch")


def test_what_is_locked_says_so_when_it_is_nudged_or_named(webhook: Designer) -> None:
    find(webhook, "Event store")
    webhook.key("Control+Shift+L")
    expect(said(webhook)).to_have_text("Lock Event store.")
    for key in ("ArrowLeft", "F2"):
        webhook.key("Escape", key)
        expect(said(webhook)).to_have_text("Event store is locked. Unlock it first.")
        expect(webhook.page.locator(".note-line")).to_have_text(re.compile("^Event store is locked. Unlock it first."))


def test_f2_renames_what_is_selected_or_has_the_ring_or_the_design(webhook: Designer) -> None:
    page = webhook.page
    name = page.get_by_label("Name", exact=True)
    webhook.key("Escape", "F2")
    expect(name).to_be_focused()
    expect(name).to_have_value("Webhook service")
    webhook.key("Escape")
    expect(webhook.card("Webhook API")).to_be_focused()

    find(webhook, "Events")
    webhook.key("Escape", "F2")
    expect(name).to_have_value("Events")
    expect(name).to_be_focused()
    page.keyboard.type("Inbox")
    expect(webhook.card("Inbox")).to_be_visible()
    webhook.key("Escape")
    expect(webhook.card("Inbox")).to_be_focused()

    webhook.key("a", "F2")
    label = page.get_by_label("Label", exact=True)
    expect(label).to_be_focused()
    page.keyboard.type("put")
    webhook.key("Escape")
    assert "put" in [one["label"] for one in webhook.saved()["connections"]]

    # From the palette of commands nothing has a ring: the design is named.
    webhook.key("Escape", "Control+k")
    page.keyboard.type("rename")
    expect(page.get_by_role("option", selected=True)).to_contain_text("F2")
    webhook.key("Enter")
    expect(name).to_be_focused()
    page.keyboard.type("Intake")
    expect(page.get_by_role("heading", level=1)).to_have_text("Intake")
