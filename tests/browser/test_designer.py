"""The designer, in a real Chromium, by hand."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import faults
from tests.browser.designer_driver import Designer, Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

COMPOSED = [
    "Check and queue",
    "Circuit state",
    "Customer's browser",
    "Event store",
    "Events",
    "Failed events",
    "Get rates",
    "Look up parcel",
    "Parcels",
    "Shipping API",
    "Tracking API",
    "Webhook API",
    "Write events",
]


def test_three_patterns_are_composed_by_pointer(designer: Designer) -> None:
    page = designer.page
    designer.open()
    designer.pattern("Simple Web Service").click()
    expect(designer.card("Look up parcel")).to_be_visible()
    designer.drag(designer.pattern("Circuit Breaker"), 700, 720)
    expect(designer.card("Get rates")).to_be_visible()
    designer.fit()

    # Checkout is a placeholder for whoever calls: the parcel service does.
    designer.drag_onto(designer.card("Checkout"), designer.card("Look up parcel"))
    expect(designer.card("Checkout")).to_have_count(0)
    expect(page.locator(".note-line")).to_contain_text("in the place of Checkout")
    assert ("Look up parcel", "Shipping API", "sync") in designer.arrows()

    # The carrier is a placeholder for what is called: the webhook takes its place.
    designer.drag_onto(designer.pattern("Scalable Webhook"), designer.card("Carrier's API"))
    expect(designer.card("Carrier's API")).to_have_count(0)
    expect(designer.card("Webhook API")).to_be_visible()
    assert ("Get rates", "Webhook API", "sync") in designer.arrows()
    assert designer.cards() == COMPOSED

    designer.fit()
    designer.card("Look up parcel").click()
    settings = page.get_by_role("complementary", name="Settings")
    settings.get_by_label("Timeout", exact=False).first.fill("9000")
    expect(settings.get_by_role("alert")).to_contain_text("at most 900")
    settings.get_by_label("Timeout", exact=False).first.fill("20")
    expect(designer.card("Look up parcel")).to_contain_text("timeout 20 s")

    done = designer.saved()
    steps = designer.undo_all()
    assert steps >= 5
    expect(page.locator(".react-flow__node")).to_have_count(0)
    assert designer.saved()["components"] == []
    assert designer.redo_all() == steps
    assert designer.saved() == done

    page.reload()
    expect(designer.card("Webhook API")).to_be_visible()
    assert designer.cards() == COMPOSED
    assert designer.saved() == done


def test_the_same_by_keyboard_alone(designer: Designer) -> None:
    page = designer.page
    designer.open()
    for words in ("simple web", "circuit breaker", "scalable webhook"):
        designer.key("/")
        page.keyboard.press("Control+A")
        page.keyboard.type(words)
        expect(page.locator(".palette-pattern")).to_have_count(1)
        designer.key("ArrowDown", "Enter")
    expect(page.locator(".react-flow__node-component")).to_have_count(16)
    designer.key("Escape")
    # What was placed last is where the keyboard goes on.
    expect(designer.card("Webhook API")).to_be_focused()

    # Walk the flow to the function, and lead an arrow from the placeholder to it.
    designer.key("Control+f")
    page.keyboard.type("customer")
    designer.key("Enter")
    expect(designer.card("Customer's browser")).to_be_focused()
    designer.key("Alt+ArrowRight", "Alt+ArrowRight")
    expect(designer.card("Look up parcel")).to_be_focused()
    designer.key("Control+f")
    page.keyboard.type("checkout")
    designer.key("Enter")
    expect(designer.card("Checkout")).to_be_focused()
    designer.key("c")
    page.keyboard.type("look up")
    designer.key("Enter")
    expect(page.get_by_role("option", selected=True)).to_contain_text("in the place of Checkout")
    designer.key("Enter")
    expect(designer.card("Checkout")).to_have_count(0)
    designer.key("Control+f")
    page.keyboard.type("carrier")
    designer.key("Enter")
    expect(designer.card("Carrier's API")).to_be_focused()
    designer.key("c")
    page.keyboard.type("webhook api")
    # There is no other way, so nothing is asked.
    designer.key("Enter")
    expect(designer.card("Carrier's API")).to_have_count(0)
    assert ("Get rates", "Webhook API", "sync") in designer.arrows()

    # A new component after one, by keyboard.
    designer.key("Control+f")
    page.keyboard.type("write events")
    designer.key("Enter", "Control+ArrowRight")
    page.keyboard.type("sns")
    designer.key("Enter")
    expect(designer.card("SNS topic")).to_be_focused()

    # Settings: the name comes first.
    designer.key("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("Written")
    expect(designer.card("Written")).to_be_visible()
    designer.key("Escape")
    expect(designer.card("Written")).to_be_focused()
    before = designer.saved()["layout"]
    designer.key("ArrowRight", "Shift+ArrowDown")
    after = designer.saved()["layout"]
    moved = [key for key in after if after[key] != before[key]]
    assert len(moved) == 1

    done = designer.saved()
    for _ in range(40):
        designer.key("Control+z")
    expect(page.locator(".react-flow__node")).to_have_count(0)
    for _ in range(40):
        designer.key("Control+Shift+z")
    assert designer.saved() == done
    page.reload()
    expect(designer.card("Written")).to_be_visible()
    assert designer.saved() == done


def test_an_arrow_is_drawn_with_a_meaning_that_the_ports_allow(designer: Designer) -> None:
    page = designer.page
    designer.open()
    designer.pattern("Simple Web Service").click()
    designer.pattern("Internal API").click()
    expect(page.locator(".react-flow__node-service")).to_have_count(2)
    designer.fit()
    designer.draw("Look up parcel", "Work out price")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Lambda invocation")
    dialog.get_by_role("option").filter(has_text="async · Lambda invocation").click()
    assert any(arrow[2] == "async" and arrow[0] == "Look up parcel" for arrow in designer.arrows())
    count = len(designer.arrows())
    # A table calls nobody.
    designer.draw("Parcels", "Tracking API")
    expect(page.locator(".note-line")).to_contain_text("No arrow leads from a DynamoDB table to a HTTP API")
    assert len(designer.arrows()) == count


def test_no_setting_of_a_pattern_is_called_wrong(designer: Designer) -> None:
    designer.open()
    designer.pattern("Scalable Webhook").click()
    for name in ("Webhook API", "Check and queue", "Events", "Event store"):
        designer.card(name).click()
        settings = designer.page.get_by_role("complementary", name="Settings")
        expect(settings.get_by_role("heading", level=2)).to_have_text(name)
        expect(settings.get_by_role("alert")).to_have_count(0)


def test_two_components_of_one_kind_become_one(designer: Designer) -> None:
    designer.open()
    designer.pattern("Simple Web Service").click()
    designer.pattern("Scalable Webhook").click()
    designer.fit()
    designer.drag_onto(designer.card("Webhook provider"), designer.card("Customer's browser"))
    expect(designer.card("Webhook provider")).to_have_count(0)
    assert ("Customer's browser", "Webhook API", "sync") in designer.arrows()


def test_the_clipboard_goes_from_one_design_to_another(designer: Designer) -> None:
    designer.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    designer.open()
    designer.pattern("Simple Web Service").click()
    expect(designer.card("Parcels")).to_be_visible()
    designer.key("Escape", "Control+a", "Control+c")
    # What is copied gets to the clipboard in its own time, and not at all once the page has been left.
    designer.page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('Parcels')")
    designer.open()
    expect(designer.page.locator(".react-flow__node")).to_have_count(0)
    designer.page.locator(".react-flow__pane").click(position={"x": 60, "y": 60})
    designer.key("Control+v")
    expect(designer.page.locator(".react-flow__node-component")).to_have_count(4)
    assert len(designer.arrows()) == 3


def test_names_are_text_everywhere(designer: Designer) -> None:
    page = designer.page
    designer.open()
    designer.pattern("Simple Web Service").click()
    designer.card("Parcels").click()
    evil = "<img src=x onerror=alert(1)> \u202eאבג & </title>"
    page.get_by_label("Name", exact=True).fill(evil)
    expect(designer.page.locator(".card-node").filter(has_text="<img src=x")).to_be_visible()
    assert page.locator(".card-node img").count() == 0
    assert any(one["name"] == evil for one in designer.saved()["components"])


@pytest.mark.parametrize("command", ["Take away as SVG", "Take away as PNG", "Take away as design file (JSON)"])
def test_a_file_that_was_taken_away_restores_the_design(designer: Designer, tmp_path: Path, command: str) -> None:
    page = designer.page
    designer.open()
    designer.pattern("Scalable Webhook").click()
    before = designer.saved()
    page.locator(".take summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=command).click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    designer.open()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a file").click()
    chooser.value.set_files(file)
    expect(designer.card("Event store")).to_be_visible()
    after = designer.saved()
    assert after["components"] == before["components"]
    assert after["connections"] == before["connections"]


def test_a_broken_file_changes_nothing_and_says_why(designer: Designer, tmp_path: Path) -> None:
    page = designer.page
    designer.open()
    file = tmp_path / "broken.yaml"
    file.write_text("name: x\ncomponents:\n  - {id: a, kind: kew, name: A}\n", encoding="utf-8")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Open a file").click()
    chooser.value.set_files(file)
    expect(page.locator(".note-line")).to_contain_text("there is no kind 'kew'")
    expect(page.locator(".note-line")).to_contain_text("3")
    expect(page.locator(".react-flow__node")).to_have_count(0)
    # The refusal is logged by the browser as a failed request, which is what it is.
    designer.complaints.clear()


def test_tidy_arranges_as_one_step(designer: Designer) -> None:
    designer.open()
    designer.pattern("Scalable Webhook").click()
    neat = designer.saved()["layout"]
    designer.drag(designer.card("Events"), 500, 300)
    designer.drag(designer.card("Write events"), 900, 750)
    messy = designer.saved()["layout"]
    assert messy != neat
    designer.page.get_by_role("button", name="Tidy").click()
    expect(designer.page.locator("[data-announcement]")).to_have_text("Tidy")
    tidied = designer.saved()["layout"]
    assert {key: value["y"] - tidied["api"]["y"] for key, value in tidied.items()} == {
        key: value["y"] - neat["api"]["y"] for key, value in neat.items()
    }
    designer.page.get_by_role("button", name="Undo").click()
    assert designer.saved()["layout"] == messy


def test_the_canvas_is_one_tab_stop_and_speaks_of_services(designer: Designer) -> None:
    designer.open()
    designer.pattern("Scalable Webhook").click()
    expect(designer.card("Event store")).to_have_attribute(
        "aria-label", "Event store, Relational database, in Webhook service"
    )
    assert designer.page.locator(".react-flow__node[tabindex='0']").count() == 1
    assert designer.page.locator(".react-flow__edge[tabindex='0']").count() == 0
    designer.key("Escape", "PageDown", "PageDown")
    assert designer.page.locator(".react-flow__node[tabindex='0']").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_injects_no_style(browser: Browser, site: Site, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    designer = Designer(context.new_page(), site)
    designer.open()
    designer.pattern("Circuit Breaker").click()
    designer.card("Get rates").click()
    page = designer.page
    assert page.locator("style").count() == 0
    assert faults(page) == []
    assert designer.complaints == []
    context.close()
