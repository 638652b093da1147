"""Versions, shared links and names of saved designs, by hand."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PATIENCE
from tests.browser.designer_driver import Designer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=PATIENCE)


def begun(designer: Designer) -> None:
    """A saved design of one pattern, with nothing selected."""
    designer.open()
    designer.pattern("Frugal Consumer").click()
    expect(designer.card("Book entries")).to_be_visible()
    designer.saved()
    designer.page.keyboard.press("Escape")


def test_a_version_is_compared_named_and_gone_back_to(designer: Designer) -> None:
    page = designer.page
    begun(designer)
    before = designer.cards()
    designer.card("Book entries").click()
    page.keyboard.press("Delete")
    expect(designer.card("Book entries")).to_have_count(0)
    designer.saved()
    page.locator(".react-flow__pane").click(position={"x": 8, "y": 8})
    page.keyboard.press("h")
    versions = page.get_by_role("dialog", name="Versions")
    versions.locator(".history-list li").last.get_by_role("button").click()
    changes = versions.get_by_label("What has changed since")
    expect(changes).to_contain_text("component Book entries removed")
    expect(versions.get_by_role("img")).to_be_visible()
    versions.get_by_label("Name of this version").fill("Before the cut")
    versions.get_by_role("button", name="Name it").press("Enter")
    expect(versions.get_by_role("button", name="Before the cut")).to_be_visible()
    versions.get_by_role("button", name="Go back to this version").click()
    expect(designer.card("Book entries")).to_be_visible()
    assert designer.cards() == before
    page.keyboard.press("Control+z")
    expect(designer.card("Book entries")).to_have_count(0)


def test_a_shared_link_shows_and_copies_but_changes_nothing(designer: Designer, browser: Browser) -> None:
    page = designer.page
    begun(designer)
    page.get_by_text("File", exact=True).click()
    page.get_by_role("button", name="Share a link").click()
    dialog = page.get_by_role("dialog", name="Share a link")
    dialog.get_by_role("button", name="Make a link").click()
    address = dialog.get_by_label("The link").input_value()
    assert re.search(r"/shared/[\w-]{20,}$", address)
    with browser.new_context() as context:
        stranger = context.new_page()
        stranger.goto(address)
        expect(stranger.get_by_role("img")).to_be_visible()
        expect(stranger.get_by_text("Book entries")).to_be_visible()
        stranger.get_by_role("button", name="Make a copy of your own").click()
        stranger.wait_for_url(re.compile(r"/designs/[0-9a-f]{32}$"))
        assert stranger.url != page.url
    dialog.get_by_role("button", name="Revoke all links").click()
    expect(dialog.get_by_role("status")).to_contain_text("lead nowhere")
    with browser.new_context() as context:
        late = context.new_page()
        late.goto(address)
        expect(late.get_by_role("alert")).to_contain_text("leads nowhere")


def test_a_design_is_taken_away_as_yaml_and_comes_back(designer: Designer, tmp_path: Path) -> None:
    page = designer.page
    begun(designer)
    before = designer.cards()
    page.get_by_text("File", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Take away as design file (YAML)").click()
    file = tmp_path / "design.yaml"
    download.value.save_as(file)
    assert file.read_text(encoding="utf-8").startswith("name: ")
    designer.open()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a file").first.click()
    chooser.value.set_files(file)
    expect(designer.card("Book entries")).to_be_visible()
    assert designer.cards() == before
