"""The designer with each panel open, and the pages around it: accessible in both themes, and any name is text."""

from collections.abc import Callable, Iterator
from typing import Any, Literal
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.axe import faults
from tests.browser.designer_driver import Designer, Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EVIL = "<img src=x onerror=alert(1)>\"'&amp;</title></script> \u202eabc \u05e9\u05dc\u05d5\u05dd"
PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
Scheme = Literal["light", "dark"]


def key(*keys: str) -> Callable[[Designer], None]:
    return lambda designer: designer.key(*keys)


def choose(selector: str) -> Callable[[Designer], None]:
    return lambda designer: designer.page.locator(selector).first.click(force=True)


def file_menu(name: str) -> Callable[[Designer], None]:
    def open_it(designer: Designer) -> None:
        designer.page.locator(".take > summary").click()
        if name:
            designer.page.get_by_role("button", name=name).click()

    return open_it


def card(designer: Designer) -> None:
    designer.page.locator(".react-flow__node-component").nth(2).click()


def menu(designer: Designer) -> None:
    designer.page.locator(".react-flow__node-component").nth(2).click(button="right")


PANELS: dict[str, tuple[Callable[[Designer], None], str]] = {
    "several": (key("Control+A"), ".design-settings"),
    "card": (card, ".design-settings"),
    "arrow": (choose(".react-flow__edge-interaction"), ".design-settings"),
    "review": (key("r"), ".review-panel"),
    "code": (choose(".tool-code"), ".code-side"),
    "help": (key("?"), "dialog"),
    "commands": (key("Control+K"), "dialog"),
    "find": (key("Control+F"), "dialog"),
    "menu": (menu, "[role=menu]"),
    "file": (file_menu(""), ".take-menu"),
    "versions": (file_menu("Versions"), "dialog"),
    "share": (file_menu("Share a link"), "dialog"),
    "start": (file_menu("Start from an example"), "dialog"),
}


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> Scheme:
    found: Scheme = request.param
    return found


@pytest.fixture
def visit(browser: Browser, site: Site, scheme: Scheme) -> Iterator[Callable[..., Designer]]:
    """Opens the designer on a screen; in the end no page may have complained or asked anything."""
    opened: list[tuple[Designer, list[str]]] = []

    def on(path: str = "/designer", *, small: bool = False) -> Designer:
        context = browser.new_context(
            base_url=site.address,
            viewport=PHONE if small else DESKTOP,
            color_scheme=scheme,
            reduced_motion="reduce",
            has_touch=small,
            is_mobile=small,
        )
        designer = Designer(context.new_page(), site)
        asked: list[str] = []
        designer.page.on("dialog", lambda dialog: asked.append(dialog.message))
        opened.append((designer, asked))
        designer.page.goto(path)
        return designer

    yield on
    for designer, asked in opened:
        designer.page.context.close()
        assert designer.complaints == []
        assert asked == []


def save(page: Page, change: Callable[[dict[str, Any]], None]) -> str:
    """Save the first example, changed, and give its id."""
    design = page.request.get("/api/designer").json()["examples"][0]["design"]
    change(design)
    answer = page.request.post("/api/designs", data=design)
    assert answer.status == 201, answer.text()
    name: str = answer.json()["id"]
    return name


def nothing(_: dict[str, Any]) -> None:
    pass


def evil(design: dict[str, Any]) -> None:
    design["name"] = EVIL
    for shelf in ("services", "components"):
        for thing in design[shelf]:
            thing["name"] = EVIL
            thing["about"] = EVIL
    for arrow in design["connections"]:
        arrow["label"] = EVIL


def test_the_empty_designer_and_every_panel_are_accessible(visit: Callable[..., Designer]) -> None:
    designer = visit()
    page = designer.page
    expect(page.locator(".react-flow__pane")).to_be_visible()
    assert faults(page) == [], "empty"
    address = f"/designs/{save(page, nothing)}"
    for name, (open_it, there) in PANELS.items():
        page.goto(address)
        expect(page.locator(".react-flow__node-component").first).to_be_visible()
        open_it(designer)
        expect(page.locator(there).first).to_be_visible()
        if name in ("review", "code"):
            expect(page.locator("[aria-busy=true]")).to_have_count(0)
        assert faults(page) == [], name


def test_the_designer_on_a_phone_and_its_sheets_are_accessible(visit: Callable[..., Designer]) -> None:
    page = visit(small=True).page
    expect(page.locator(".react-flow__pane")).to_be_visible()
    assert faults(page) == [], "empty"
    page.goto(f"/designs/{save(page, nothing)}")
    for button in ("Palette", "Settings"):
        page.get_by_role("group", name="Sheets").get_by_role("button", name=button).tap()
        assert faults(page) == [], button


def test_lists_and_shared_designs_are_accessible(visit: Callable[..., Designer]) -> None:
    page = visit("/designs").page
    saved = save(page, nothing)
    token = page.request.post(f"/api/designs/{saved}/share").json()["token"]
    page.goto("/designs")
    expect(page.locator(".designs-list li").first).to_be_visible()
    assert faults(page) == [], "list"
    page.locator(".designs-list").get_by_role("button", name="Rename").first.click()
    assert faults(page) == [], "rename"
    page.get_by_label("Show what was deleted").check()
    expect(page.get_by_text("The bin is empty.")).to_be_visible()
    assert faults(page) == [], "bin"
    page.goto(f"/shared/{token}")
    expect(page.locator(".shared-picture")).to_be_visible()
    assert faults(page) == [], "shared"
    page.goto("/shared/nothing")
    expect(page.get_by_role("alert")).to_be_visible()
    assert faults(page) == [], "no such link"


def test_any_name_is_text_in_every_panel_and_picture(visit: Callable[..., Designer]) -> None:
    designer = visit("/designs")
    page = designer.page
    saved = save(page, evil)
    for name, (open_it, there) in PANELS.items():
        page.goto(f"/designs/{saved}")
        expect(page.locator(".react-flow__node-component").first).to_be_visible()
        open_it(designer)
        expect(page.locator(there).first).to_be_visible()
        if name in ("review", "code"):
            expect(page.locator("[aria-busy=true]")).to_have_count(0)
        assert page.locator("[onerror], img[src=x]").count() == 0, name
    expect(page.locator(".card-node").first).to_contain_text("<img src=x")
    for address in (f"/api/designs/{saved}/thumbnail.svg", f"/api/designs/{saved}/thumbnail.svg?theme=dark"):
        answer = page.request.get(address)
        assert answer.ok
        assert "\u202e" not in answer.text()
        drawing = ET.fromstring(answer.text())  # noqa: S314 - our own server
        assert {element.tag.rpartition("}")[2] for element in drawing.iter()}.isdisjoint({"img", "script"})
        assert "<img src=x" in "".join(drawing.itertext())


@pytest.mark.parametrize("command", ["Take away as SVG", "Take away as PNG"])
def test_a_picture_that_is_dropped_restores_positions_bends_and_locks(
    visit: Callable[..., Designer], command: str
) -> None:
    designer = visit("/designs")
    page = designer.page

    def arrange(design: dict[str, Any]) -> None:
        evil(design)
        arrow, part = design["connections"][0], design["components"][0]
        design["bends"] = {arrow["id"]: [{"x": -120, "y": -260}, {"x": 90, "y": -260}]}
        design["locked"] = [part["id"]]
        design["layout"][part["id"]] = {"x": -333, "y": 77}

    page.goto(f"/designs/{save(page, arrange)}")
    expect(page.locator(".react-flow__node-component").first).to_be_visible()
    before = designer.saved()
    page.locator(".take > summary").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=command).click()
    data = download.value.path().read_bytes()
    if command.endswith("SVG"):
        assert ET.fromstring(data.decode()).tag.endswith("svg")  # noqa: S314 - our own page
    designer.open()
    page.locator(".designer").evaluate(
        """(place, [name, bytes]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], name));
            place.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }""",
        [download.value.suggested_filename, list(data)],
    )
    expect(page.locator(".react-flow__node-component").first).to_be_visible()
    assert designer.saved() == before


@pytest.mark.parametrize("example", ["Order system", "Game back end", "Click-stream platform"])
def test_an_example_is_a_start_without_errors_that_can_be_tidied_and_taken_away(
    browser: Browser, site: Site, example: str
) -> None:
    context = browser.new_context(base_url=site.address, viewport=DESKTOP, reduced_motion="reduce")
    designer = Designer(context.new_page(), site)
    page = designer.page
    designer.open()
    page.get_by_role("button", name="Start from an example").click()
    page.get_by_role("dialog").get_by_role("button", name=example).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(example)
    parts = designer.cards()
    designer.page.get_by_role("button", name="Tidy").click()
    assert designer.cards() == parts
    answer = page.request.post("/api/review", data=designer.saved())
    assert [one for one in answer.json()["findings"] if one["severity"] == "error"] == []
    for project in ("AWS SAM", "CDK TypeScript", "CDK Python"):
        page.locator(".take > summary").click()
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Export as {project} project").click()
        assert download.value.path().read_bytes().startswith(b"PK")
    context.close()
    assert designer.complaints == []
