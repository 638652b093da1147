"""Nothing is lost: a killed server, a closed tab, two tabs, and a finger instead of a mouse."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.designer_driver import Designer, Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def designer(browser: Browser, own_site: Site) -> Iterator[Designer]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    yield Designer(context.new_page(), own_site)
    context.close()


def rename(designer: Designer, card: str, name: str) -> None:
    designer.card(card).click()
    designer.page.get_by_label("Name", exact=True).fill(name)
    expect(designer.card(name)).to_be_visible()


def test_a_killed_server_loses_no_edit(designer: Designer, own_site: Site) -> None:
    page = designer.page
    designer.open()
    designer.pattern("Simple Web Service").click()
    designer.saved()
    own_site.kill()
    rename(designer, "Parcels", "Shipments")
    expect(page.locator(".save-sign")).to_have_text("Saved in this browser")
    rename(designer, "Look up parcel", "Look up shipment")
    own_site.start()
    names = {one["name"] for one in designer.saved()["components"]}
    assert {"Shipments", "Look up shipment"} <= names


def test_a_tab_closed_without_a_server_finds_its_edits_again(designer: Designer, own_site: Site) -> None:
    designer.open()
    designer.pattern("Simple Web Service").click()
    designer.saved()
    address = designer.page.url.removeprefix(own_site.address)
    own_site.kill()
    rename(designer, "Parcels", "Shipments")
    expect(designer.page.locator(".save-sign")).to_have_text("Saved in this browser")
    context = designer.page.context
    designer.page.close()
    own_site.start()
    again = Designer(context.new_page(), own_site)
    again.open(address)
    expect(again.card("Shipments")).to_be_visible()
    assert "Shipments" in {one["name"] for one in again.saved()["components"]}


def test_two_tabs_on_different_things_are_joined(designer: Designer, own_site: Site, browser: Browser) -> None:
    designer.open()
    designer.pattern("Simple Web Service").click()
    designer.saved()
    # Another person: another browser's storage.
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    other = Designer(context.new_page(), own_site)
    other.open(designer.page.url.removeprefix(own_site.address))
    expect(other.card("Parcels")).to_be_visible()
    rename(designer, "Parcels", "Shipments")
    designer.saved()
    rename(other, "Look up parcel", "Look up shipment")
    names = {one["name"] for one in other.saved()["components"]}
    assert {"Shipments", "Look up shipment"} <= names
    expect(other.card("Shipments")).to_be_visible()
    context.close()


def test_two_tabs_on_the_same_thing_lead_to_a_choice(designer: Designer, own_site: Site, browser: Browser) -> None:
    designer.open()
    designer.pattern("Simple Web Service").click()
    designer.saved()
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    other = Designer(context.new_page(), own_site)
    other.open(designer.page.url.removeprefix(own_site.address))
    expect(other.card("Parcels")).to_be_visible()
    rename(designer, "Parcels", "Mine")
    designer.saved()
    other.card("Parcels").click()
    other.page.get_by_label("Name", exact=True).fill("Theirs")
    dialog = other.page.get_by_role("dialog", name="Somebody else changed the same")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Theirs").click()
    expect(other.card("Mine")).to_be_visible()
    assert "Mine" in {one["name"] for one in other.saved()["components"]}
    context.close()


def test_designs_are_listed_and_deleted(designer: Designer, own_site: Site) -> None:
    designer.open()
    designer.pattern("Notifier").click()
    designer.saved()
    page = designer.page
    page.goto(f"{own_site.address}/designs")
    expect(page.locator(".designs-list").get_by_role("link", name="New design")).to_be_visible()
    page.get_by_role("button", name="Delete New design").click()
    expect(page.get_by_text("Nothing is saved yet")).to_be_visible()
    page.get_by_label("Show what was deleted").check()
    page.get_by_role("button", name="Restore New design").click()
    expect(page.get_by_text("The bin is empty")).to_be_visible()
    page.get_by_label("Show what was deleted").uncheck()
    expect(page.get_by_role("button", name="Delete New design")).to_be_visible()


def test_it_works_by_touch(browser: Browser, own_site: Site) -> None:
    context = browser.new_context(viewport={"width": 820, "height": 1100}, has_touch=True, is_mobile=True)
    designer = Designer(context.new_page(), own_site)
    page = designer.page
    designer.open()
    page.get_by_role("button", name="Palette").tap()
    designer.pattern("Simple Web Service").tap()
    page.get_by_role("button", name="Palette").tap()
    expect(designer.card("Parcels")).to_be_visible()
    before = designer.saved()["layout"]["parcels"]
    designer.card("Parcels").tap()
    box = designer.card("Parcels").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 9):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y + 20 * step}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator("[data-announcement]")).to_have_text("Move Parcels")
    assert designer.saved()["layout"]["parcels"]["y"] > before["y"] + 60
    page.get_by_role("button", name="Undo").tap()
    assert designer.saved()["layout"]["parcels"] == before
    context.close()


def is_heard(page: Page, method: str) -> AbstractContextManager[object]:
    """Ends well if the server is asked by this method: POST for the review, PUT to save."""
    return page.expect_request(lambda request: request.method == method and "/api/" in request.url)


def test_what_can_wait_waits_until_the_view_rests(designer: Designer) -> None:
    page, asked = designer.page, list[str]()
    # The page's clock goes as the test says, whatever the machine does.
    page.clock.install()
    designer.open()
    designer.pattern("Simple Web Service").click()
    designer.saved()
    page.clock.pause_at(page.evaluate("Date.now()") + 5_000)
    designer.card("Parcels").click()

    with is_heard(page, "POST"), is_heard(page, "PUT"):
        page.keyboard.press("ArrowRight")
        page.clock.run_for(1_000)
    expect(page.locator(".save-sign")).to_have_text("Saved")
    page.clock.run_for(5_000)

    page.on("request", lambda request: asked.append(request.url) if "/api/" in request.url else None)
    page.keyboard.press("ArrowRight")
    for turn in range(15):
        view = designer.view()
        page.mouse.wheel(40 if turn % 2 else -40, 0)
        while designer.view() == view:
            page.clock.run_for(1)
        page.clock.run_for(100)
    assert not asked
    with is_heard(page, "POST"), is_heard(page, "PUT"):
        page.clock.run_for(1_000)
    expect(page.locator(".save-sign")).to_have_text("Saved")
