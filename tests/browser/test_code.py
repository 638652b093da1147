"""Exported code in a real Chromium: below a pattern's diagram, and beside the designer's canvas."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, Open
from tests.browser.designer_driver import Designer

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=PATIENCE)

WEBHOOK = "/patterns/scalable-webhook"


def marked(page: Page) -> set[str]:
    """The components whose lines stand out."""
    found = page.locator(".line.is-of-part").evaluate_all("lines => lines.map(line => line.dataset.linePart)")
    return {str(part) for part in found}


def near(page: Page) -> None:
    page.locator("[data-code-section]").scroll_into_view_if_needed()
    expect(page.locator("[data-code-panel]")).to_be_visible()


def test_a_part_of_the_diagram_shows_its_lines_and_a_line_its_part(open_page: Open) -> None:
    page = open_page(WEBHOOK)
    near(page)
    expect(page.locator("#code-path")).to_contain_text("template.yaml")
    page.locator(".drawing-wide [data-component=writer]").click()
    assert marked(page) == {"writer"}
    page.locator("[data-line-part=events]").first.click()
    assert marked(page) == {"events"}
    lit = page.locator(".drawing-wide .is-lit[data-component]")
    assert lit.evaluate_all("parts => parts.map(part => part.dataset.component)") == ["events"]


def test_files_formats_and_languages_change_without_a_new_page(open_page: Open) -> None:
    page = open_page(WEBHOOK)
    near(page)
    page.evaluate("window.stays = true")
    page.locator("[data-code-panel]").get_by_role("link", name="README.md").click()
    expect(page.locator("#code-path")).to_contain_text("README.md")
    page.locator("[data-code-panel]").get_by_role("link", name="CDK TypeScript").press("Enter")
    expect(page.locator(".code-tabs [aria-current]").first).to_have_text("CDK TypeScript")
    expect(page.get_by_role("link", name="CDK TypeScript")).to_be_focused()
    page.locator("[data-code-panel]").get_by_role("link", name="Node.js").click()
    expect(page.locator(".code-tabs-small [aria-current]")).to_have_text("Node.js")
    assert page.evaluate("window.stays") is True


def test_a_project_is_downloaded(open_page: Open) -> None:
    page = open_page(WEBHOOK)
    near(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download project").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        assert "scalable-webhook/template.yaml" in archive.namelist()


def test_an_edit_shows_what_it_changes_in_the_code(designer: Designer) -> None:
    page = designer.page
    designer.open()
    designer.pattern("Scalable Webhook").click()
    expect(designer.card("Write events")).to_be_visible()
    page.keyboard.press("Escape")
    designer.card("Write events").click()
    page.keyboard.press("e")
    panel = page.get_by_role("region", name="Code")
    expect(panel.locator("[data-owner=writer]").first).to_be_visible()
    page.get_by_role("textbox", name="Reserved concurrency").fill("9")
    page.get_by_role("textbox", name="Reserved concurrency").press("Tab")
    changed = panel.locator(".line.is-changed")
    expect(changed).to_have_count(1)
    expect(changed).to_contain_text("ReservedConcurrentExecutions: 9")
    panel.locator("[data-owner=events]").first.click()
    expect(designer.card("Events")).to_have_class(re.compile("selected"))


def test_the_designer_exports_what_is_drawn(designer: Designer) -> None:
    page = designer.page
    designer.open()
    designer.pattern("Simple Web Service").click()
    expect(designer.card("Look up parcel")).to_be_visible()
    page.get_by_text("File", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Export as AWS SAM project").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        names = archive.namelist()
    assert any(name.endswith("/template.yaml") for name in names)


def test_what_cannot_be_deployed_says_why_in_the_panel(designer: Designer) -> None:
    page = designer.page
    designer.open()
    page.get_by_role("button", name="REST API", exact=False).first.click()
    expect(page.locator(".react-flow__node-component")).to_have_count(1)
    page.keyboard.press("Escape")
    page.locator(".react-flow__pane").click(position={"x": 5, "y": 5})
    page.keyboard.press("e")
    expect(page.get_by_role("region", name="Code")).to_contain_text("leads nowhere")
