"""The gallery: live, shareable, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from app.settings import get_settings
from tests.browser.conftest import PATIENCE, Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=PATIENCE)
ALL = len(list(get_settings().patterns.glob("*/pattern.yaml")))


def cards(page: Page) -> list[str]:
    return [str(name) for name in page.locator(".leaf h3").all_text_contents()]


def test_results_follow_the_typing_and_the_address_goes_along(open_page: Open) -> None:
    page = open_page("/")
    page.evaluate("window.same = true")
    field = page.get_by_role("searchbox")
    field.click()
    page.keyboard.type("third-party API is down", delay=5)
    expect(page.locator(".leaf h3").first).to_have_text("Circuit Breaker")
    expect(page).to_have_url(re.compile(r"/\?q=third-party\+API\+is\+down$"))
    expect(field).to_be_focused()
    assert page.evaluate("window.same") is True
    page.go_back()
    expect(page).to_have_url(re.compile(r"/$"))
    expect(page.locator(".leaf")).to_have_count(ALL)
    expect(field).to_have_value("")


def test_filters_work_by_keyboard_and_with_the_back_button(open_page: Open) -> None:
    page = open_page("/")
    box = page.get_by_role("checkbox", name=re.compile("^Throttle"))
    box.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"/\?purpose=throttle$"))
    expect(page.get_by_role("heading", name=re.compile("patterns? fit"))).to_be_visible()
    expect(page.get_by_role("checkbox", name=re.compile("^Throttle"))).to_be_focused()
    one = cards(page)
    page.get_by_role("checkbox", name=re.compile("^Amazon SQS")).check()
    expect(page).to_have_url(re.compile(r"/\?service=amazon-sqs&purpose=throttle$"))
    assert set(cards(page)) <= set(one)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/\?purpose=throttle$"))
    expect(page.get_by_role("checkbox", name=re.compile("^Amazon SQS"))).not_to_be_checked()
    expect(page.get_by_role("checkbox", name=re.compile("^Throttle"))).to_be_checked()
    page.go_back()
    expect(page.locator(".leaf")).to_have_count(ALL)


def test_a_chip_takes_its_filter_away(open_page: Open) -> None:
    page = open_page("/?q=queue&purpose=throttle")
    page.get_by_role("link", name="Remove “queue”").click()
    expect(page).to_have_url(re.compile(r"/\?purpose=throttle$"))
    expect(page.get_by_role("searchbox")).to_have_value("")


def test_a_shared_address_shows_the_same_view(open_page: Open) -> None:
    live = open_page("/")
    live.get_by_role("searchbox").fill("order")
    expect(live).to_have_url(re.compile(r"q=order"))
    expect(live.get_by_role("heading", name=re.compile("patterns? fit"))).to_be_visible()
    shared = open_page(live.url)
    assert cards(shared) == cards(live)


def test_a_card_leads_to_its_pattern_wherever_it_is_clicked(open_page: Open) -> None:
    page = open_page("/")
    page.locator(".leaf").filter(has=page.get_by_role("heading", name="FIFOer")).click(position={"x": 40, "y": 60})
    expect(page).to_have_url(re.compile(r"/patterns/fifoer$"))


def test_without_scripts_the_form_does_it(open_page: Open) -> None:
    page = open_page("/", scripts=False)
    page.get_by_role("searchbox").fill("too many connections")
    page.get_by_role("button", name="Search", exact=True).click()
    assert "Scalable Webhook" in cards(page)
    page.get_by_role("checkbox", name=re.compile("^Ingest")).check()
    page.get_by_role("button", name="Apply filters").click()
    assert "purpose=ingest" in page.url
    assert "q=too+many+connections" in page.url
    assert cards(page) == ["Scalable Webhook"]


def test_the_chooser_leads_to_a_pattern_without_scripts(open_page: Open) -> None:
    page = open_page("/choose", scripts=False)
    page.get_by_role("link", name="get something done that nobody waits for").click()
    page.get_by_role("link", name="Something comes in from outside").click()
    page.get_by_role("link", name=re.compile("^Requests in bursts")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Take this one")
    page.get_by_role("link", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Scalable Webhook")


def test_two_patterns_are_compared_without_scripts(open_page: Open) -> None:
    page = open_page("/compare", scripts=False)
    page.get_by_label("First").select_option("notifier")
    page.get_by_label("Second").select_option("distributed-trigger")
    page.get_by_role("button", name="Compare").click()
    expect(page).to_have_url(re.compile(r"/compare\?patterns=notifier,distributed-trigger$"))
    expect(page.locator(".side")).to_have_count(2)
