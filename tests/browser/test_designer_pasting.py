"""What the clipboard and the palette's drag bring in."""

import pytest
from playwright.sync_api import expect

from tests.browser.designer_driver import Designer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COPIED = "async part => (await navigator.clipboard.readText()).includes(part)"


@pytest.fixture
def webhook(designer: Designer) -> Designer:
    """A canvas with Scalable Webhook, in a page that may use the clipboard."""
    designer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    designer.open()
    designer.pattern("Scalable Webhook").click()
    designer.fit()
    return designer


def paste(designer: Designer, text: str) -> None:
    """Paste a text that was copied elsewhere."""
    designer.page.evaluate("text => navigator.clipboard.writeText(text)", text)
    designer.page.locator(".react-flow__pane").click(position={"x": 20, "y": 20})
    designer.key("Control+v")


def test_a_design_copied_as_svg_is_pasted_as_a_design(webhook: Designer) -> None:
    before = webhook.saved()
    webhook.page.locator(".take summary").click()
    webhook.page.get_by_role("button", name="Copy as SVG").click()
    webhook.page.wait_for_function(COPIED, arg="<svg")
    svg = webhook.page.evaluate("navigator.clipboard.readText()")
    webhook.open()
    paste(webhook, svg)
    expect(webhook.card("Event store")).to_be_visible()
    assert webhook.saved()["components"] == before["components"]


def test_a_design_file_is_pasted_as_text(designer: Designer) -> None:
    designer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    designer.open()
    paste(designer, "name: Pasted\ncomponents:\n  - {id: box, kind: bucket, name: Inbox}\n")
    expect(designer.card("Inbox")).to_be_visible()
    expect(designer.page.get_by_role("heading", level=1)).to_have_text("Pasted")


def test_a_broken_text_is_refused_with_its_line_and_changes_nothing(webhook: Designer) -> None:
    before = webhook.saved()
    paste(webhook, "name: Broken\ncomponents:\n  - {id: box, kind: bukket, name: Inbox}\n")
    expect(webhook.page.locator(".note-line")).to_contain_text("The clipboard was not opened")
    expect(webhook.page.locator(".note-line")).to_contain_text("bucket")
    assert webhook.saved() == before


def test_text_that_is_no_design_pastes_nothing(webhook: Designer) -> None:
    before = webhook.saved()
    paste(webhook, "milk, eggs")
    expect(webhook.page.locator("[data-announcement]")).to_have_text("There is nothing to paste")
    assert webhook.saved() == before


def test_a_file_is_pasted(webhook: Designer) -> None:
    """As a file manager copies one: the browser gives the page its bytes."""
    webhook.page.evaluate(
        """() => {
            const files = new DataTransfer();
            const text = "name: Filed\\ncomponents:\\n  - {id: t, kind: table, name: Filed table}\\n";
            files.items.add(new File([text], "a.yaml"));
            document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: files, bubbles: true }));
        }"""
    )
    expect(webhook.card("Filed table")).to_be_visible()


def test_text_pasted_into_a_field_stays_text(webhook: Designer) -> None:
    before = webhook.saved()
    webhook.page.evaluate("navigator.clipboard.writeText('name: Queue')")
    webhook.page.get_by_role("searchbox").click()
    webhook.key("Control+v")
    expect(webhook.page.get_by_role("searchbox")).to_have_value("name: Queue")
    assert webhook.saved() == before


def test_escape_lays_back_what_is_dragged_out_of_the_palette(webhook: Designer) -> None:
    before = webhook.saved()
    page = webhook.page
    webhook.pattern("Notifier").scroll_into_view_if_needed()
    box = webhook.pattern("Notifier").bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(700, 500, steps=6)
    expect(page.locator(".palette-ghost")).to_be_attached()
    webhook.key("Escape")
    expect(page.locator(".palette-ghost")).to_have_count(0)
    page.mouse.move(720, 520, steps=2)
    page.mouse.up()
    assert webhook.saved() == before
    # The next one is dragged as ever.
    webhook.drag(webhook.pattern("Notifier"), 700, 500)
    expect(webhook.card("Product billing")).to_be_visible()


def test_an_arrow_to_a_placeholder_that_it_cannot_call_takes_its_place(designer: Designer) -> None:
    designer.open()
    designer.pattern("Simple Web Service").click()
    designer.pattern("Scalable Webhook").click()
    designer.fit()
    # No arrow leads from an API to a client; in the client's place, it leads on to what the client called.
    designer.draw("Webhook API", "Customer's browser")
    expect(designer.card("Customer's browser")).to_have_count(0)
    assert any(source == "Webhook API" for source, target, _ in designer.arrows() if target == "Tracking API")
