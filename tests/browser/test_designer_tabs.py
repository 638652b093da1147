"""Several tabs and people on one design, and a network that goes away: nobody's edit is lost or overwritten."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, expect

from tests.browser.designer_driver import Designer, Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def person(browser: Browser) -> Iterator[BrowserContext]:
    """Another person: another browser's storage."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def begun(designer: Designer) -> Designer:
    """A saved design with Simple Web Service in it."""
    return begin(designer)


@pytest.fixture
def alone(person: BrowserContext, own_site: Site) -> Designer:
    """The same on a server that can be stopped."""
    return begin(Designer(person.new_page(), own_site))


def begin(designer: Designer) -> Designer:
    designer.open()
    designer.pattern("Simple Web Service").click()
    designer.saved()
    return designer


def path_of(designer: Designer) -> str:
    return designer.page.url.removeprefix(designer.site.address)


def tab(context: BrowserContext, begun: Designer) -> Designer:
    """The same design once more."""
    other = Designer(context.new_page(), begun.site)
    other.open(path_of(begun))
    expect(other.card("Parcels")).to_be_visible()
    return other


def rename(designer: Designer, card: str, name: str) -> None:
    designer.card(card).click()
    designer.page.get_by_label("Name", exact=True).fill(name)
    expect(designer.card(name)).to_be_visible()


def renamed_by_closed_tabs(begun: Designer, card: str, other_card: str, *new: str) -> Designer:
    """Two tabs without a server give two cards new names and are closed; the design as it is found on return.

    The server is stopped rather than the network cut: what a closing tab still sends is not cut off.
    """
    context, path = begun.page.context, path_of(begun)
    tabs = [begun, tab(context, begun)]
    begun.site.kill()
    for each, old, name in zip(tabs, (card, other_card), new, strict=True):
        rename(each, old, name)
        says(each, "Saved in this browser")
    for each in tabs:
        each.page.close()
    begun.site.start()
    again = Designer(context.new_page(), begun.site)
    again.open(path)
    return again


def says(designer: Designer, sign: str) -> None:
    expect(designer.page.locator(".save-sign")).to_have_text(sign)


def names(designer: Designer) -> set[str]:
    return {one["name"] for one in designer.saved()["components"]}


def choice(designer: Designer, title: str) -> Locator:
    dialog = designer.page.get_by_role("dialog", name=title)
    expect(dialog).to_be_visible()
    return dialog


def test_what_was_done_offline_is_sent_on_return(begun: Designer) -> None:
    begun.page.context.set_offline(True)
    rename(begun, "Parcels", "Shipments")
    says(begun, "Saved in this browser")
    rename(begun, "Look up parcel", "Look up shipment")
    begun.page.context.set_offline(False)
    assert {"Shipments", "Look up shipment"} <= names(begun)


def test_a_design_begun_offline_gets_to_the_server(designer: Designer) -> None:
    designer.open()
    designer.page.context.set_offline(True)
    designer.pattern("Notifier").click()
    says(designer, "Saved in this browser")
    designer.page.context.set_offline(False)
    assert designer.saved()["components"]


def test_two_tabs_closed_without_a_server_both_find_their_edits_again(alone: Designer) -> None:
    again = renamed_by_closed_tabs(alone, "Parcels", "Look up parcel", "Shipments", "Look up shipment")
    expect(again.card("Shipments")).to_be_visible()
    expect(again.card("Look up shipment")).to_be_visible()
    assert {"Shipments", "Look up shipment"} <= names(again)


def test_a_tab_that_lives_on_takes_in_what_a_closed_one_left(begun: Designer) -> None:
    context = begun.page.context
    other = tab(context, begun)
    context.set_offline(True)
    rename(other, "Look up parcel", "Look up shipment")
    says(other, "Saved in this browser")
    other.page.close()
    rename(begun, "Parcels", "Shipments")
    context.set_offline(False)
    expect(begun.card("Look up shipment")).to_be_visible()
    assert {"Shipments", "Look up shipment"} <= names(begun)


def test_two_tabs_closed_without_a_server_with_the_same_changed_lead_to_a_choice(alone: Designer) -> None:
    again = renamed_by_closed_tabs(alone, "Parcels", "Parcels", "First", "Second")
    choice(again, "A closed tab changed the same").get_by_role("button", name="Keep what it had as a copy").click()
    assert "Second" in names(again)
    again.page.goto(f"{alone.site.address}/designs")
    again.page.get_by_role("link", name="New design (closed tab)").click()
    expect(again.card("First")).to_be_visible()
    assert "First" in names(again)


def test_a_merge_is_a_step_and_leaves_the_others_to_be_undone(begun: Designer, person: BrowserContext) -> None:
    other = tab(person, begun)
    rename(other, "Parcels", "Shipments")
    other.saved()
    rename(begun, "Look up parcel", "Look up shipment")
    expect(begun.card("Shipments")).to_be_visible()
    assert {"Shipments", "Look up shipment"} <= names(begun)
    begun.undo_all()
    assert begun.cards() == []
    begun.redo_all()
    assert {"Shipments", "Look up shipment"} <= names(begun)


@pytest.mark.parametrize("kept", ["Mine", "Theirs"])
def test_of_two_changes_to_the_same_the_chosen_one_holds(begun: Designer, person: BrowserContext, kept: str) -> None:
    other = tab(person, begun)
    rename(other, "Parcels", "Theirs")
    other.saved()
    rename(begun, "Parcels", "Mine")
    choice(begun, "Somebody else changed the same").get_by_role("button", name=kept, exact=True).click()
    expect(begun.card(kept)).to_be_visible()
    assert kept in names(begun)


def test_a_question_that_was_waved_away_can_be_asked_again(begun: Designer, person: BrowserContext) -> None:
    other = tab(person, begun)
    rename(other, "Parcels", "Theirs")
    other.saved()
    rename(begun, "Parcels", "Mine")
    dialog = choice(begun, "Somebody else changed the same")
    begun.key("Escape")
    expect(dialog).to_be_hidden()
    says(begun, "Not saved: changed elsewhere")
    begun.page.get_by_role("button", name="Decide").click()
    before = begun.page.url
    choice(begun, "Somebody else changed the same").get_by_role("button", name="Save mine as a copy").click()
    assert "Mine" in names(begun)
    assert begun.page.url != before
    assert "Theirs" in names(other)


def test_a_design_that_was_deleted_meanwhile_can_be_taken_out_of_the_bin(begun: Designer) -> None:
    request = begun.page.request
    address = begun.site.address + "/api" + path_of(begun)
    assert request.delete(address).ok
    rename(begun, "Parcels", "Shipments")
    choice(begun, "This design was deleted").get_by_role("button", name="Take it out of the bin").click()
    assert "Shipments" in names(begun)
    assert request.get(address).json()["deleted"] is None


def test_a_design_that_is_gone_for_good_can_be_saved_as_a_copy(begun: Designer) -> None:
    request = begun.page.request
    address = begun.site.address + "/api" + path_of(begun)
    assert request.delete(address).ok
    assert request.delete(f"{address}?purge=true").ok
    rename(begun, "Parcels", "Shipments")
    choice(begun, "This design was deleted").get_by_role("button", name="Save mine as a copy").click()
    assert "Shipments" in names(begun)
    assert request.get(address).status == 404
