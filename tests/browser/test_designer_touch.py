"""A phone, a tablet and a pen: composing, tuning and arranging without a mouse."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.designer_driver import Designer, Site
from tests.browser.touch import PAUSE_MS, Hand, Spot, middle, tap_spot_until, tap_until

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SELECTED = re.compile(r"\bselected\b")
PHONE = (360, 740)
TABLET = (768, 1024)
Begin = Callable[[tuple[int, int]], tuple[Designer, Hand]]


@pytest.fixture
def begin(browser: Browser, site: Site) -> Iterator[Begin]:
    """Opens the designer on a screen of a size, and says in the end whether it complained."""
    opened: list[Designer] = []

    def open_on(size: tuple[int, int]) -> tuple[Designer, Hand]:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, has_touch=True, is_mobile=True, reduced_motion="reduce"
        )
        designer = Designer(context.new_page(), site)
        opened.append(designer)
        designer.open()
        return designer, Hand(designer.page)

    yield open_on
    for designer in opened:
        designer.page.context.close()
        assert designer.complaints == []


def sheet(designer: Designer, name: str) -> None:
    """Turn a sheet up or down."""
    designer.page.get_by_role("group", name="Sheets").get_by_role("button", name=name).tap()


def place(designer: Designer, *names: str) -> None:
    sheet(designer, "Palette")
    for name in names:
        item = designer.page.locator(".palette-item").filter(has_text=name).first
        item.scroll_into_view_if_needed()
        item.tap()
    sheet(designer, "Palette")
    designer.page.get_by_role("button", name="Fit: show everything").tap()
    designer.rest()


def dot(card: Locator, side: str) -> Locator:
    return card.locator(f".react-flow__handle-{side}")


def answer(designer: Designer, meaning: str) -> None:
    """Choose what an arrow means. No field may be in focus, because then a keyboard would hide the choice."""
    option = designer.page.get_by_role("option", name=meaning)
    expect(option).to_be_visible()
    assert designer.page.evaluate("document.activeElement.tagName") == "DIALOG"
    tap_until(option, designer.page.get_by_role("dialog"))


def zoom(designer: Designer) -> float:
    level: float = designer.page.locator(".react-flow__viewport").evaluate(
        "view => new DOMMatrix(getComputedStyle(view).transform).a"
    )
    return level


@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["phone", "tablet"])
def test_a_small_design_is_composed_by_touch(begin: Begin, size: tuple[int, int]) -> None:
    designer, hand = begin(size)
    page = designer.page
    place(designer, "Lambda function", "SQS queue")
    function, queue = designer.card("Lambda function"), designer.card("SQS queue")
    below = page.locator(".react-flow__pane").bounding_box()
    assert below is not None
    hand.drag(queue, (below["x"] + below["width"] / 2, below["y"] + below["height"] * 0.72))
    function.tap()
    hand.drag(dot(function, "bottom"), queue)
    answer(designer, "async")
    assert designer.arrows() == [("Lambda function", "SQS queue", "async")]
    queue.tap()
    sheet(designer, "Settings")
    page.get_by_label("Name", exact=True).fill("Parcels")
    sheet(designer, "Settings")
    expect(designer.card("Parcels")).to_be_visible()
    page.get_by_role("button", name="Undo").tap()
    expect(queue).to_be_visible()
    page.get_by_role("button", name="Redo").tap()
    expect(designer.card("Parcels")).to_be_visible()
    assert designer.arrows() == [("Lambda function", "Parcels", "async")]


def test_a_finger_moves_a_card_and_two_zoom(begin: Begin) -> None:
    designer, hand = begin(TABLET)
    place(designer, "Simple Web Service")
    card = designer.card("Parcels")
    x, y = middle(card)
    before = designer.saved()["layout"]["parcels"]
    hand.drag(card, (x - 20, y + 150))
    expect(designer.page.locator("[data-announcement]")).to_have_text("Move Parcels")
    assert designer.saved()["layout"]["parcels"]["y"] > before["y"] + 80
    width, height = TABLET
    level = zoom(designer)
    apart = ((width / 2 - 40, height * 0.75), (width / 2 - 200, height * 0.75))
    hand.slide(apart, ((width / 2 + 40, height * 0.75), (width / 2 + 200, height * 0.75)))
    assert zoom(designer) > level * 1.5
    assert designer.page.evaluate("visualViewport.scale") == 1


def apart(one: Spot, other: Spot) -> tuple[tuple[Spot, Spot], tuple[Spot, Spot]]:
    """The ways of two fingers that move away from each other, to twice the distance."""
    by = ((other[0] - one[0]) / 2, (other[1] - one[1]) / 2)
    return (one, (one[0] - by[0], one[1] - by[1])), (other, (other[0] + by[0], other[1] + by[1]))


@pytest.mark.parametrize("several", [False, True], ids=["moving", "selecting"])
@pytest.mark.parametrize("on", ["the canvas", "two cards", "a card and the canvas"])
def test_two_fingers_zoom_wherever_they_are_and_change_nothing(begin: Begin, on: str, *, several: bool) -> None:
    designer, hand = begin(TABLET)
    place(designer, "Simple Web Service")
    client, lookup, parcels = (designer.card(name) for name in ("Customer's browser", "Look up parcel", "Parcels"))
    fit = designer.page.get_by_role("button", name="Fit: show everything")
    client.tap()
    expect(client).to_have_class(SELECTED)
    if several:
        designer.page.get_by_role("button", name="Select several").tap()
    layout, level = designer.saved()["layout"], zoom(designer)
    (x, y), clear = middle(lookup), (TABLET[0] / 2, TABLET[1] * 0.75)
    ways = {
        "the canvas": apart(clear, (clear[0] + 90, clear[1])),
        "two cards": apart((x, y), middle(parcels)),
        "a card and the canvas": apart((x, y), (x, y + 200)),
    }[on]
    # Alone, the first finger drags the card, moves the canvas or draws a frame around cards.
    alone = (x - 30, y - 120) if on == "the canvas" else (x - 25, y)
    for after in (None, alone):
        hand.slide(*ways, after=after)
        assert zoom(designer) == pytest.approx(level * 2, rel=0.15)
        assert designer.selected() == ["browser"]
        assert designer.saved()["layout"] == layout
        fit.tap()
        designer.rest()
        designer.page.wait_for_timeout(PAUSE_MS)

    then = ["browser", "parcels"] if several else ["parcels"]
    tap_spot_until(designer.page, middle(parcels), lambda: designer.selected() == then)
    if not several:
        hand.drag(parcels, (middle(parcels)[0], middle(parcels)[1] + 100))
        assert designer.saved()["layout"] != layout


def test_a_finger_on_the_canvas_moves_the_view_and_no_card(begin: Begin) -> None:
    designer, hand = begin(PHONE)
    place(designer, "Simple Web Service")
    before = designer.saved()["layout"]
    x, y = middle(designer.card("Parcels"))
    hand.drag((180, 150), (180, 300))
    assert middle(designer.card("Parcels")) == pytest.approx((x, y + 150), abs=15)
    assert designer.saved()["layout"] == before


def test_a_finger_selects_several_with_a_frame_and_by_taps(begin: Begin) -> None:
    designer, hand = begin(TABLET)
    place(designer, "Simple Web Service")
    layout, view = designer.saved()["layout"], designer.view()
    client, lookup, parcels = (designer.card(name) for name in ("Customer's browser", "Look up parcel", "Parcels"))
    several = designer.page.get_by_role("button", name="Select several")

    several.tap()
    expect(designer.page.locator("[data-announcement]")).to_contain_text("draw a frame")
    (left, top), (right, _) = middle(lookup), middle(parcels)
    hand.drag((left - 30, top - 120), (right + 30, top + 80))
    expect(lookup).to_have_class(SELECTED)
    expect(parcels).to_have_class(SELECTED)
    expect(client).not_to_have_class(SELECTED)

    def tap(card: Locator, *then: str) -> None:
        tap_spot_until(designer.page, middle(card), lambda: designer.selected() == sorted(then))

    tap(client, "browser", "lookup", "parcels")
    tap(parcels, "browser", "lookup")
    hand.drag((left - 30, top - 120), (right + 30, top + 80))
    assert designer.selected() == ["lookup", "parcels"]
    # What a frame took in lies under React Flow's rectangle.
    tap(parcels, "lookup")
    assert (designer.view(), designer.saved()["layout"]) == (view, layout)

    several.tap()
    hand.drag((left, top - 120), (left, top - 20))
    assert designer.view()[1] == pytest.approx(view[1] + 100, abs=15)


def test_a_long_press_opens_the_menu_and_it_stays(begin: Begin) -> None:
    designer, hand = begin(PHONE)
    place(designer, "SQS queue")
    hand.hold(designer.card("SQS queue"))
    menu = designer.page.get_by_role("menu")
    expect(menu).to_be_visible()
    menu.get_by_role("menuitem", name="Duplicate").tap()
    expect(designer.page.locator(".react-flow__node-component")).to_have_count(2)


def test_a_pen_drags_and_draws(begin: Begin) -> None:
    designer, hand = begin(TABLET)
    place(designer, "Lambda function", "SQS queue")
    function, queue = designer.card("Lambda function"), designer.card("SQS queue")
    hand.write(middle(queue), (middle(queue)[0], middle(queue)[1] + 200))
    expect(designer.page.locator("[data-announcement]")).to_have_text("Move SQS queue")
    function.tap()
    hand.write(middle(dot(function, "bottom")), middle(queue))
    answer(designer, "async")
    assert designer.arrows() == [("Lambda function", "SQS queue", "async")]


@pytest.mark.parametrize("size", [PHONE, TABLET], ids=["phone", "tablet"])
def test_everything_is_within_reach_and_the_page_does_not_scroll_sideways(begin: Begin, size: tuple[int, int]) -> None:
    designer, _ = begin(size)
    page = designer.page
    place(designer, "Scalable Webhook")

    def fits() -> None:
        assert page.evaluate("document.documentElement.scrollWidth") == size[0]

    fits()
    page.locator(".take > summary").tap()
    for entry in page.locator(".take-menu button").all():
        box = entry.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size[0]
        assert box["y"] + box["height"] <= size[1]
    page.locator(".take > summary").tap()
    designer.card("Check and queue").tap()
    for turn in (
        lambda: sheet(designer, "Palette"),
        lambda: sheet(designer, "Settings"),
        lambda: page.locator(".review-button").tap(),
    ):
        turn()  # type: ignore[no-untyped-call]
        fits()
        canvas = page.locator("main.canvas").bounding_box()
        assert canvas is not None
        assert canvas["width"] == size[0]
        assert canvas["height"] > 200


def test_what_is_being_set_stays_in_view(begin: Begin) -> None:
    designer, _ = begin(PHONE)
    place(designer, "Scalable Webhook")
    card = designer.card("Failed events")
    card.tap()
    sheet(designer, "Settings")
    expect(designer.page.get_by_label("Name", exact=True)).to_be_visible()
    expect(card).to_be_in_viewport()
    settings = designer.page.get_by_role("complementary", name="Settings").bounding_box()
    assert settings is not None
    designer.page.wait_for_function(
        "top => document.querySelector('.react-flow__node.selected').getBoundingClientRect().bottom <= top",
        arg=settings["y"],
    )


def test_what_is_switched_on_looks_so_right_after_the_tap(begin: Begin) -> None:
    designer, _ = begin(PHONE)
    page = designer.page
    buttons = [page.get_by_role("button", name=name) for name in ("Select several", "Palette", "Settings")]
    buttons += [page.locator(".review-button"), page.locator(".tool-code")]
    for button in buttons:
        before = button.evaluate("button => getComputedStyle(button).backgroundColor")
        button.tap()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(button).not_to_have_css("background-color", before)
        button.tap()
        expect(button).to_have_attribute("aria-pressed", "false")
        expect(button).to_have_css("background-color", before)


def test_the_file_menu_is_under_its_button_and_closes_as_menus_do(begin: Begin) -> None:
    designer, _ = begin((820, 1180))
    page = designer.page
    button, menu = page.locator(".take > summary"), page.locator(".take-menu")
    button.tap()
    above, below = button.bounding_box(), menu.bounding_box()
    assert above is not None
    assert below is not None
    assert below["x"] == pytest.approx(above["x"], abs=2)
    assert 0 <= below["y"] - above["y"] - above["height"] < 10
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()

    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(menu).to_be_hidden()

    button.tap()
    expect(menu).to_be_visible()
    page.touchscreen.tap(100, 900)
    expect(menu).to_be_hidden()


def test_the_tools_stay_usable_beside_the_code_and_on_a_phone_held_sideways(begin: Begin) -> None:
    designer, _ = begin((844, 390))
    page = designer.page
    place(designer, "Simple Web Service")
    tools = [page.get_by_role("button", name=name) for name in ("Select several", "Zoom in", "Palette", "Settings")]
    for opener in (".tool-code", ".review-button"):
        page.locator(opener).tap()
        expect(page.locator(opener)).to_have_attribute("aria-pressed", "true")
        bar = page.locator(".designer-bar").bounding_box()
        assert bar is not None
        for tool in tools:
            # Playwright looks whether something lies over it.
            tool.tap(trial=True)
            box = tool.bounding_box()
            assert box is not None
            assert box["y"] >= bar["y"] + bar["height"]


def test_what_is_in_the_middle_stays_there(begin: Begin) -> None:
    designer, _ = begin(PHONE)
    page = designer.page
    place(designer, "Simple Web Service")

    def off_middle() -> Spot:
        x, y = middle(designer.card("Parcels"))
        at = middle(page.locator("main.canvas"))
        return x - at[0], y - at[1]

    before = off_middle()

    def stays() -> None:
        designer.rest()
        assert off_middle() == pytest.approx(before, abs=2)

    sheet(designer, "Palette")
    stays()
    page.set_viewport_size({"width": 740, "height": 360})
    stays()
    page.set_viewport_size({"width": 360, "height": 740})
    stays()
    sheet(designer, "Palette")
    stays()
