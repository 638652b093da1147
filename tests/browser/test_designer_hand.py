"""What users of drawing tools have in their fingers: selecting, moving, copying, arranging, walking, looking."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.designer_driver import Designer

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_frame_selects_cards_and_not_the_service_that_it_touches(webhook: Designer) -> None:
    page = webhook.page
    webhook.frame("Events", "Event store")
    assert webhook.selected() == ["database", "events", "writer"]
    webhook.key("Delete")
    assert webhook.cards() == ["Check and queue", "Failed events", "Webhook API", "Webhook provider"]
    webhook.key("Control+z")
    page.locator(".service-title").click()
    assert webhook.selected() == ["webhook"]
    webhook.card("Events").click()
    webhook.card("Failed events").click(modifiers=["Shift"])
    assert webhook.selected() == ["dead-letters", "events"]
    webhook.card("Events").click(modifiers=["Shift"])
    assert webhook.selected() == ["dead-letters"]
    webhook.key("Control+a")
    assert len(webhook.selected()) == 7


def test_every_card_wears_its_icon_in_the_ink_of_the_theme(webhook: Designer) -> None:
    page = webhook.page
    page.wait_for_function(f"() => ({_PICTURES})().every(address => address.startsWith('blob:'))")
    assert len(set(page.evaluate(_PICTURES))) == 5, "queues, functions and the client among them share theirs"

    def picture(card: str, theme: str) -> str:
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        return str(webhook.card(card).evaluate(f"card => ({_PICTURE})(card.firstElementChild)"))

    # A client is drawn in the text's colour, a queue in AWS's.
    assert picture("Webhook provider", "light") != picture("Webhook provider", "dark")
    assert picture("Events", "light") == picture("Events", "dark")


_PICTURE = "card => getComputedStyle(card).backgroundImage.match(/url\\(\"(.*?)\"\\)/)?.[1] ?? ''"
_PICTURES = f"() => [...document.querySelectorAll('.card-node')].map({_PICTURE})"


_DRAWN = """() => Object.fromEntries([
  ...[...document.querySelectorAll(".react-flow__edge")].map(edge => [
    edge.dataset.id, [...edge.querySelectorAll(".arrow-shape path")].map(path => path.getAttribute("d"))]),
  ...[...document.querySelectorAll(".arrow-label")].map(label => [
    `words ${label.dataset.arrow}`, [label.className, label.style.left, label.style.top]]),
  ...[...document.querySelectorAll(".react-flow__node")].map(node => [
    node.dataset.id, node.style.transform]),
  ...[...document.querySelectorAll(".service-node")].map(service => [
    `boundary ${service.parentElement.dataset.id}`,
    [service.offsetLeft, service.offsetTop, service.offsetWidth, service.offsetHeight]]),
])"""
"""Where cards, services, arrows and their words are in the page."""


def test_all_that_hangs_on_a_card_follows_it_and_is_left_as_it_is_drawn_at_rest(webhook: Designer) -> None:
    page = webhook.page
    before = page.evaluate(_DRAWN)
    box = webhook.card("Events").bounding_box()
    assert box

    def away(x: float, y: float) -> None:
        page.mouse.move(box["x"] + 30, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + 30 + x, box["y"] + 20 + y, steps=5)

    away(-60, 240)
    held = page.evaluate(_DRAWN)
    own = {"enqueue", "drain", "give-up"}
    assert {name for name in before if held[name] != before[name]} >= {"events", "boundary webhook", *own}
    webhook.key("Escape")
    assert page.evaluate(_DRAWN) == before, "nothing is left of a drag that did not end"
    page.mouse.up()
    assert page.evaluate(_DRAWN) == before

    away(-60, 240)
    page.mouse.up()
    dropped = page.evaluate(_DRAWN)
    assert all(dropped[name] != before[name] for name in own)
    webhook.saved()
    page.reload()
    expect(webhook.card("Event store")).to_be_visible()
    assert page.evaluate(_DRAWN) == dropped, "what the hand left is what is drawn from scratch"


def test_what_the_hand_holds_lies_on_top(webhook: Designer) -> None:
    page = webhook.page
    start, over = webhook.card("Events").bounding_box(), webhook.card("Event store").bounding_box()
    assert start
    assert over
    page.mouse.move(start["x"] + 30, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(over["x"] + 40, over["y"] + 24, steps=6)
    # What would be there if the canvas did not keep the pointer to itself in mid-drag.
    found = "([x, y]) => document.elementsFromPoint(x, y).find(one => one.matches('.card-node')).textContent"
    held = webhook.card("Events").text_content()
    assert page.evaluate(found, [over["x"] + 40, over["y"] + 24]) == held
    webhook.key("Escape")
    page.mouse.up()
    assert page.evaluate(found, [over["x"] + 40, over["y"] + 24]) == webhook.card("Event store").text_content()


def test_escape_leaves_a_drag_and_an_arrow_as_if_they_had_not_begun(webhook: Designer) -> None:
    page = webhook.page
    before = webhook.saved()
    box = webhook.card("Events").bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 130, box["y"] + 180, steps=8)
    assert webhook.card("Events").bounding_box() != box
    webhook.key("Escape")
    page.mouse.move(box["x"] + 160, box["y"] + 200, steps=4)
    page.mouse.up()
    assert webhook.card("Events").bounding_box() == box

    webhook.card("Check and queue").hover()
    dot = webhook.card("Check and queue").locator(".react-flow__handle-right").bounding_box()
    end = webhook.card("Failed events").bounding_box()
    assert dot
    assert end
    page.mouse.move(dot["x"] + 3, dot["y"] + 3)
    page.mouse.down()
    page.mouse.move(end["x"] + 20, end["y"] + 20, steps=8)
    expect(page.locator(".drawn-line")).to_be_attached()
    webhook.key("Escape")
    expect(page.locator(".drawn-line")).to_have_count(0)
    page.mouse.up()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert webhook.saved() == before


def test_cards_snap_to_one_another_with_guides_unless_alt_is_held(webhook: Designer) -> None:
    page = webhook.page
    resting = webhook.saved()["layout"]
    mover, other = webhook.card("Failed events"), webhook.card("Write events")
    start, line = mover.bounding_box(), other.bounding_box()
    assert start
    assert line
    # A few pixels beside the line that the other card's middle is on.
    across = line["x"] + line["width"] / 2 - (start["x"] + start["width"] / 2) + 2
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 30, steps=4)
    page.mouse.move(start["x"] + 20 + across, start["y"] + 90, steps=8)
    expect(page.locator(".guides path")).to_have_attribute("d", re.compile("^M"))
    page.mouse.up()
    expect(page.locator(".guides path")).to_have_attribute("d", "")
    assert webhook.saved()["layout"]["dead-letters"]["x"] == resting["writer"]["x"]

    webhook.key("Control+z")
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(start["x"] + 40, start["y"] + 30, steps=4)
    page.keyboard.down("Alt")
    page.mouse.move(start["x"] + 20 + across, start["y"] + 90, steps=8)
    expect(page.locator(".guides path")).to_have_attribute("d", "")
    page.mouse.up()
    page.keyboard.up("Alt")
    assert webhook.saved()["layout"]["dead-letters"]["x"] != resting["writer"]["x"]


def test_align_and_distribute_by_button_and_by_key(webhook: Designer) -> None:
    page = webhook.page
    for name in ("Events", "Failed events", "Write events"):
        webhook.card(name).click(modifiers=["Shift"])
    arrange = page.get_by_role("group", name="Arrange")
    arrange.get_by_role("button", name="Align left").click()
    layout = webhook.saved()["layout"]
    assert len({layout[one]["x"] for one in ("events", "dead-letters", "writer")}) == 1
    expect(page.locator("[data-announcement]")).to_have_text("Align left")
    page.get_by_role("button", name="Undo", exact=True).first.click()
    webhook.key("Alt+Shift+T")
    layout = webhook.saved()["layout"]
    tops = {webhook.card(one).bounding_box()["y"] for one in ("Events", "Failed events", "Write events")}  # type: ignore[index]
    assert max(tops) - min(tops) < 1
    webhook.key("Control+z")
    arrange.get_by_role("button", name="Distribute across").click()
    boxes = sorted(
        (box["x"], box["width"])
        for one in ("Events", "Failed events", "Write events")
        if (box := webhook.card(one).bounding_box())
    )
    gaps = [later[0] - former[0] - former[1] for former, later in pairwise(boxes)]
    assert abs(gaps[0] - gaps[1]) < 2


def test_copies_by_key_and_by_dragging(webhook: Designer) -> None:
    webhook.card("Event store").click()
    webhook.key("Control+d")
    expect(webhook.page.locator("[data-announcement]")).to_have_text("Duplicate 1 component")
    assert webhook.selected() == ["database-2"]
    webhook.key("Control+z")
    webhook.card("Event store").click()
    webhook.key("Control+x")
    assert "Event store" not in webhook.cards()
    webhook.key("Control+y")
    webhook.key("Control+z")
    assert "Event store" in webhook.cards()
    box = webhook.card("Failed events").bounding_box()
    assert box
    webhook.page.keyboard.down("Alt")
    webhook.drag(webhook.card("Failed events"), box["x"] + 260, box["y"] + 160)
    webhook.page.keyboard.up("Alt")
    assert webhook.cards().count("Failed events") == 2
    assert webhook.saved()["layout"]["dead-letters"] != webhook.saved()["layout"]["dead-letters-2"]


def test_a_card_dropped_on_an_arrow_goes_between(webhook: Designer) -> None:
    source, target = webhook.card("Check and queue").bounding_box(), webhook.card("Events").bounding_box()
    assert source
    assert target
    x = (source["x"] + source["width"] + target["x"]) / 2
    y = source["y"] + source["height"] / 2
    webhook.drag(webhook.kind("SNS topic"), x, y)
    expect(webhook.card("SNS topic")).to_be_visible()
    arrows = webhook.arrows()
    assert ("Check and queue", "SNS topic", "async") in arrows
    assert ("SNS topic", "Events", "async") in arrows
    assert ("Check and queue", "Events", "async") not in arrows


def test_tab_walks_the_cards_while_one_is_selected_and_leaves_after_escape(webhook: Designer) -> None:
    webhook.card("Webhook API").click()
    webhook.key("Tab")
    expect(webhook.card("Check and queue")).to_be_focused()
    webhook.key("Tab")
    expect(webhook.card("Events")).to_be_focused()
    webhook.key("Shift+Tab", "Shift+Tab", "Shift+Tab")
    expect(webhook.card("Webhook provider")).to_be_focused()
    webhook.key("Escape", "Tab")
    expect(webhook.card("Webhook provider")).not_to_be_focused()
    assert webhook.page.locator(".react-flow__node:focus").count() == 0


def test_the_canvas_is_moved_and_zoomed(webhook: Designer) -> None:
    page = webhook.page
    fitted = webhook.view()
    webhook.card("Webhook API").click()
    webhook.key("Escape")
    page.mouse.move(700, 700)
    page.keyboard.down("Space")
    page.mouse.down()
    page.mouse.move(760, 740, steps=5)
    page.mouse.up()
    page.keyboard.up("Space")
    moved = webhook.view()
    assert (round(moved[0] - fitted[0]), round(moved[1] - fitted[1]), moved[2]) == (60, 40, fitted[2])
    assert webhook.selected() == []
    webhook.card("Webhook API").click()
    webhook.key("Escape", "Space")
    assert webhook.selected() == ["api"]
    webhook.key("Control+0")
    assert webhook.view()[2] == 1
    webhook.key("Control+=")
    assert webhook.view()[2] == 1.25
    webhook.key("Control+-")
    assert webhook.view()[2] == 1
    webhook.fit()
    assert webhook.view() == pytest.approx(fitted)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    page.wait_for_function(
        "scale => new DOMMatrix(document.querySelector('.react-flow__viewport').style.transform).a > scale",
        arg=fitted[2],
    )


def test_a_double_click_names_a_card_an_arrow_and_the_design(webhook: Designer) -> None:
    page = webhook.page
    webhook.card("Event store").dblclick()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type("Ledger")
    expect(webhook.card("Ledger")).to_be_visible()
    page.locator(".arrow-text", has_text="enqueue").dblclick()
    expect(page.get_by_label("Label", exact=True)).to_be_focused()
    page.keyboard.type("put")
    page.get_by_role("button", name="New design").click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type("Intake")
    saved = webhook.saved()
    assert saved["name"] == "Intake"
    assert "put" in [one["label"] for one in saved["connections"]]


def test_what_is_locked_looks_locked(webhook: Designer) -> None:
    page = webhook.page
    webhook.card("Event store").click()
    webhook.key("Control+Shift+L")
    settings = page.get_by_role("complementary", name="Settings")
    expect(settings.get_by_label("Name", exact=True)).to_be_disabled()
    expect(settings.get_by_label("Name", exact=True)).to_have_css("border-style", "dashed")
    expect(webhook.card("Event store").locator(".card-node")).to_have_class("card-node is-selected is-locked")
    webhook.card("Failed events").click(modifiers=["Shift"])
    expect(settings).to_contain_text("1 component locked")
    settings.get_by_role("button", name="Unlock", exact=True).click()
    expect(settings.get_by_role("button", name="Unlock", exact=True)).to_have_count(0)


def test_the_overview_shows_every_card(webhook: Designer) -> None:
    overview = webhook.page.locator(".minimap")
    expect(overview.locator(".is-component")).to_have_count(7)
    frame = overview.bounding_box()
    assert frame
    for one in overview.locator(".is-component").all():
        box = one.bounding_box()
        assert box
        assert frame["x"] <= box["x"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
    colours = {
        overview.locator(shape).first.evaluate("shape => getComputedStyle(shape).fill")
        for shape in (".is-component:not(.is-socket)", ".is-service")
    }
    assert len(colours) == 2


_SEEN = """() => {
    const inside = (thing, frame) => {
        const { x, y, width, height } = thing.getBoundingClientRect();
        const { left, top, right, bottom } = frame.getBoundingClientRect();
        const [across, down] = [x + width / 2, y + height / 2];
        return across > left && across < right && down > top && down < bottom;
    };
    const seen = (things, frame) =>
        [...document.querySelectorAll(things)].map((one) => inside(one, document.querySelector(frame)));
    return [
        seen(".react-flow__node-component", ".react-flow"),
        seen(".minimap .is-component", ".minimap-view div"),
    ];
}"""
"""Of each card, whether its middle is in view, and whether it is in the overview's frame."""


def test_the_frame_in_the_overview_is_around_what_is_in_view(webhook: Designer) -> None:
    assert webhook.page.evaluate(_SEEN) == [[True] * 7, [True] * 7]
    for across, down in ((1_000, 0), (-1_600, 0), (0, 900)):
        webhook.pan(across, down)
        in_view, in_frame = webhook.page.evaluate(_SEEN)
        assert in_view == in_frame
        assert not all(in_view)
    webhook.fit()
    # Out of view, and out of what the overview showed before; the view stays where it is.
    webhook.card("Event store").click()
    view = webhook.view()
    webhook.key(*["Shift+ArrowRight"] * 12)
    assert webhook.view() == view
    in_view, in_frame = webhook.page.evaluate(_SEEN)
    assert in_view == in_frame
    assert sum(in_view) == 6


def test_the_keys_are_told(webhook: Designer) -> None:
    webhook.key("?")
    told = webhook.page.get_by_role("dialog", name="Keys and gestures")
    expect(told).to_contain_text("Select all")
    keys = told.locator("kbd").all_inner_texts()
    assert {"Ctrl++", "Ctrl+Shift+Z", "?", "Alt+→"} <= set(keys)
    webhook.key("Escape")
    webhook.key("Control+k")
    webhook.page.keyboard.type("show everything")
    expect(webhook.page.get_by_role("option", selected=True)).to_contain_text("Shift+1")
    webhook.key("Enter")
    expect(webhook.page.get_by_role("dialog")).to_have_count(0)
