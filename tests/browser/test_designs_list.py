"""The list of saved designs and shared ones, as a person finds, renames, copies, deletes and shares them."""

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.designer_driver import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HOSTILE = "<img src=x onerror=alert(1)> \u202egnp\u202c \u05e9\u05dc\u05d5\u05dd &amp;"
PAGE = 60


@pytest.fixture
def context(browser: Browser, own_site: Site) -> Iterator[BrowserContext]:
    made = browser.new_context(
        base_url=own_site.address, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    complaints: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("dialog", lambda dialog: complaints.append(dialog.message))
    yield opened
    assert complaints == []


def save(context: BrowserContext, name: str, example: int = 0) -> dict[str, Any]:
    """Save one of the three examples under a name."""
    design = context.request.get("/api/designer").json()["examples"][example]["design"]
    answer = context.request.post("/api/designs", data={**design, "name": name})
    assert answer.status == 201
    saved: dict[str, Any] = answer.json()
    return saved


def listed(page: Page) -> list[str]:
    return page.locator(".designs-list a span").all_text_contents()


def test_designs_are_seen_renamed_copied_and_sorted(context: BrowserContext, page: Page) -> None:
    save(context, "Orders")
    save(context, "Clicks", 1)
    page.goto("/designs")
    expect(page.locator(".designs-list li")).to_have_count(2)
    page.wait_for_function(
        "() => [...document.querySelectorAll('.designs-thumb')].every(one => one.complete && one.naturalWidth > 0)"
    )
    assert listed(page) == ["Clicks", "Orders"]
    page.get_by_role("button", name="Rename Orders").press("Enter")
    page.get_by_label("Name", exact=True).fill("Accounts")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Accounts")).to_be_visible()
    expect(page.get_by_role("button", name="Rename Accounts")).to_be_focused()
    assert listed(page) == ["Accounts", "Clicks"]
    page.get_by_role("button", name="Copy Clicks").click()
    expect(page.get_by_role("link", name="Copy of Clicks")).to_be_visible()
    page.get_by_label("Sort by").select_option("name")
    expect(page.locator(".designs-list li").first).to_contain_text("Accounts")
    assert listed(page) == ["Accounts", "Clicks", "Copy of Clicks"]
    page.get_by_role("button", name="Rename Clicks", exact=True).click()
    page.keyboard.type("never")
    page.keyboard.press("Escape")
    assert listed(page) == ["Accounts", "Clicks", "Copy of Clicks"]


def test_what_was_deleted_can_be_put_back_at_once_or_from_the_bin(context: BrowserContext, page: Page) -> None:
    for name in ("Orders", "Clicks"):
        save(context, name)
    page.goto("/designs")
    page.get_by_role("button", name="Delete Orders").click()
    expect(page.get_by_text("Orders is in the bin now.")).to_be_visible()
    assert listed(page) == ["Clicks"]
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_role("link", name="Orders")).to_be_visible()
    page.get_by_role("button", name="Delete Clicks").click()
    expect(page.get_by_text("Clicks is in the bin now.")).to_be_visible()
    page.reload()
    page.get_by_label("Show what was deleted").check()
    page.get_by_role("button", name="Restore Clicks").click()
    expect(page.get_by_text("The bin is empty.")).to_be_visible()
    page.get_by_label("Show what was deleted").uncheck()
    expect(page.locator(".designs-list li")).to_have_count(2)


def test_many_designs_come_in_pages_and_all_can_be_found(context: BrowserContext, page: Page) -> None:
    plain = {"schema": 1, "name": "", "services": [], "components": [], "connections": []}
    for number in range(PAGE + 3):
        assert context.request.post("/api/designs", data={**plain, "name": f"Design {number}"}).status == 201
    page.goto("/designs")
    expect(page.locator(".designs-list li")).to_have_count(PAGE)
    page.get_by_label("Search").fill("design 0")
    expect(page.get_by_role("link", name="Design 0", exact=True)).to_be_visible()
    page.get_by_label("Search").fill("")
    expect(page.locator(".designs-list li")).to_have_count(PAGE)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(".designs-list li")).to_have_count(PAGE + 3)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()
    page.get_by_label("Search").fill("no such name")
    expect(page.get_by_text("None has that name.")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lists_fit_a_phone_and_show_any_name_as_text(
    browser: Browser, own_site: Site, context: BrowserContext, theme: Literal["light", "dark"]
) -> None:
    saved = save(context, HOSTILE)
    token = context.request.post(f"/api/designs/{saved['id']}/share").json()["token"]
    phone = browser.new_context(
        base_url=own_site.address,
        viewport={"width": 360, "height": 740},
        has_touch=True,
        is_mobile=True,
        color_scheme=theme,
    )
    page = phone.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.message))
    for address, name in (("/designs", ".designs-list a span"), (f"/shared/{token}", "h1")):
        page.goto(address)
        expect(page.locator(name)).to_contain_text("<img src=x onerror=alert(1)>")
        expect(page.locator(name)).to_contain_text("\u05e9\u05dc\u05d5\u05dd &amp;")
        assert "\u202e" not in (page.locator(name).text_content() or "")
        assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert asked == []
    phone.close()


def test_a_link_shows_one_design_is_copied_and_revoked(
    browser: Browser, own_site: Site, context: BrowserContext, page: Page
) -> None:
    mine = save(context, "Orders")
    other = save(context, "Secret")
    page.goto(f"/designs/{mine['id']}")
    page.locator(".take > summary").click()
    page.get_by_role("button", name="Share a link").click()
    page.get_by_role("button", name="Make a link").click()
    address = page.get_by_label("The link; it is shown only now").input_value()
    stranger = browser.new_context(base_url=own_site.address, viewport={"width": 1280, "height": 900})
    guest = stranger.new_page()
    told: list[str] = []
    guest.on("response", lambda answer: told.append(answer.text()) if "/api/shared/" in answer.url else None)
    guest.goto(address)
    expect(guest.get_by_role("heading", name="Orders")).to_be_visible()
    expect(guest.get_by_role("img", name="The drawing of Orders")).to_be_visible()
    expect(guest.get_by_role("button", name="Make a copy of your own")).to_be_visible()
    expect(guest.locator("input, textarea")).to_have_count(0)
    guest.wait_for_load_state("networkidle")
    everything = guest.content() + "".join(told)
    assert told
    for secret in (mine["id"], other["id"], "Secret"):
        assert secret not in everything
    guest.get_by_role("button", name="Make a copy of your own").click()
    expect(guest.locator(".react-flow__pane")).to_be_visible()
    assert mine["id"] not in guest.url
    page.get_by_role("button", name="Revoke all links").click()
    expect(page.get_by_text("All links to this design lead nowhere now.")).to_be_visible()
    guest.goto(address)
    expect(guest.get_by_text("This link leads nowhere. Perhaps it was revoked.")).to_be_visible()
    stranger.close()
