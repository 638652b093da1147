"""A pattern's page, driven with real keys and a real pointer."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=PATIENCE)

BREAKER = "/patterns/circuit-breaker"


def lit(page: Page) -> list[str]:
    """The arrows that are lit in the drawing that is shown."""
    found = page.locator(".drawing-wide .arrow.is-lit").evaluate_all(
        "arrows => arrows.map(arrow => arrow.dataset.arrow)"
    )
    return [str(arrow) for arrow in found]


def steps(page: Page) -> list[list[str]]:
    """The arrows that each step names, as the page lists them."""
    listed = page.locator("[data-step]").evaluate_all("steps => steps.map(step => step.dataset.arrows)")
    return [str(arrows).split() for arrows in listed]


def test_the_walk_through_plays_by_keyboard(open_page: Open) -> None:
    page = open_page(BREAKER)
    told = steps(page)
    current = page.locator("[data-step][aria-current=step]")
    expect(current).to_have_count(0)
    page.get_by_role("button", name="Play").focus()
    for number, arrows in enumerate(told, start=1):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_text(f"Step {number} of {len(told)}", exact=True)).to_be_visible()
        expect(current).to_have_count(1)
        assert set(lit(page)) == set(arrows)
    expect(page.get_by_role("button", name="Next step")).to_be_disabled()
    page.keyboard.press("ArrowRight")
    assert set(lit(page)) == set(told[-1])
    page.keyboard.press("ArrowLeft")
    assert set(lit(page)) == set(told[-2])
    page.keyboard.press("Home")
    assert set(lit(page)) == set(told[0])
    page.keyboard.press("ArrowLeft")
    expect(current).to_have_count(0)
    assert page.locator(".is-dim").count() == 0


def test_space_plays_and_pauses(open_page: Open) -> None:
    page = open_page(BREAKER)
    page.get_by_role("button", name="Play").focus()
    page.keyboard.press("Space")
    pause = page.get_by_role("button", name="Pause")
    expect(pause).to_be_focused()
    expect(page.get_by_text(re.compile(r"^Step 1 of"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"^Step 2 of"))).to_be_visible()
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Resume")).to_be_focused()


def test_arrow_keys_work_as_soon_as_the_page_is_open(open_page: Open) -> None:
    page = open_page(BREAKER)
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text(re.compile(r"^Step 1 of"))).to_be_visible()


def test_a_token_runs_there_and_for_a_call_back_again(open_page: Open) -> None:
    page = open_page("/patterns/simple-web-service", motion="full")
    page.evaluate(
        """() => {
          window.ways = [];
          new MutationObserver(records => {
            for (const { target } of records) {
              for (const way of ["is-there", "is-back"]) {
                const seen = `${target.dataset.arrow} ${way}`;
                if (target.classList.contains(way) && !window.ways.includes(seen)) window.ways.push(seen);
              }
            }
          }).observe(document.querySelector(".drawing-wide"), { subtree: true, attributeFilter: ["class"] });
        }"""
    )
    first = steps(page)[0]
    page.get_by_role("button", name="Next step").click()
    expect(page.locator(".token")).to_have_count(1)
    wanted = [f"{arrow} {way}" for arrow in first for way in ("is-there", "is-back")]
    page.wait_for_function("wanted => window.ways.length >= wanted", arg=len(wanted))
    assert page.evaluate("window.ways") == wanted
    expect(page.locator(".token")).to_have_count(0)


def test_whoever_wants_less_motion_sees_none(open_page: Open) -> None:
    page = open_page(BREAKER, motion="reduce")
    page.evaluate(
        """() => {
          window.moved = 0;
          new MutationObserver(() => { window.moved += document.querySelectorAll(".token").length })
            .observe(document.body, { subtree: true, childList: true });
        }"""
    )
    for _ in steps(page):
        page.keyboard.press("ArrowRight")
    assert page.evaluate("window.moved") == 0
    assert page.evaluate("document.getAnimations().filter(each => each.playState === 'running').length") == 0


def test_the_failure_view_lights_the_red_arrows_and_says_where_it_ends(open_page: Open) -> None:
    page = open_page(BREAKER)
    failures = page.get_by_role("button", name="Failures")
    failures.focus()
    page.keyboard.press("Enter")
    expect(failures).to_have_attribute("aria-pressed", "true")
    red = page.locator(".drawing-wide .arrow[data-semantics=error]").evaluate_all(
        "arrows => arrows.map(arrow => arrow.dataset.arrow)"
    )
    assert red
    assert sorted(lit(page)) == sorted(red)
    expect(page.locator("[data-caption]")).to_contain_text("Where it ends up")
    expect(page.locator("[data-caption]")).to_contain_text("503")
    for key in ("Enter", "Escape"):
        expect(failures).to_have_attribute("aria-pressed", "true")
        page.keyboard.press(key)
        expect(failures).to_have_attribute("aria-pressed", "false")
        assert lit(page) == []
        failures.press("Enter")


def test_pointing_at_a_component_tells_what_it_does_here(open_page: Open) -> None:
    page = open_page("/patterns/scalable-webhook")
    queue = page.locator(".drawing-wide [data-component=events]")
    queue.hover()
    panel = page.locator(".inspector")
    expect(panel).to_contain_text("Holds the burst")
    expect(panel).to_contain_text("SQS queue")
    expect(panel).to_contain_text("visibility timeout 180 s")
    expect(panel).to_contain_text("Check and queue puts a message on Events")
    assert set(lit(page)) == {"enqueue", "drain", "give-up"}
    page.mouse.move(4, 4)
    expect(panel).to_be_hidden()
    assert lit(page) == []


def test_components_are_told_by_keyboard_as_well(open_page: Open) -> None:
    page = open_page("/patterns/scalable-webhook")
    page.locator(".drawing-wide").focus()
    page.keyboard.press("Tab")
    first = page.locator(".drawing-wide [data-component=provider]")
    expect(first).to_be_focused()
    panel = page.locator(".inspector")
    expect(panel).to_contain_text("Webhook provider")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(panel).to_contain_text("Webhook provider")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_a_touch_pins_a_component(open_page: Open) -> None:
    page = open_page("/patterns/scalable-webhook", width=360, height=780, touch=True)
    page.locator(".drawing-tall [data-component=events]").tap()
    expect(page.locator(".inspector")).to_contain_text("Holds the burst")
    page.locator(".drawing-tall [data-component=events]").tap()
    expect(page.locator(".inspector")).to_be_hidden()


def test_variations_switch_without_a_new_page_and_the_back_button_returns(open_page: Open) -> None:
    page = open_page("/patterns/scalable-webhook")
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Webhook straight to SQS").click()
    expect(page).to_have_url(re.compile(r"\?variation=straight-to-queue$"))
    expect(page).to_have_title(re.compile("Webhook straight to SQS"))
    expect(page.get_by_role("link", name="Webhook straight to SQS")).to_be_focused()
    expect(page.locator(".drawing-wide [data-component=intake]")).to_have_count(0)
    page.keyboard.press("ArrowRight")
    expect(page.get_by_text(re.compile(r"^Step 1 of"))).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(r"/patterns/scalable-webhook$"))
    expect(page.locator(".drawing-wide [data-component=intake]")).to_have_count(1)
    assert page.evaluate("window.same") is True


def test_the_diagram_is_saved_as_svg_and_png(open_page: Open, tmp_path: Path) -> None:
    page = open_page("/patterns/notifier")
    for name, button, start in (
        ("notifier.svg", page.get_by_role("link", name="SVG"), b"<svg"),
        ("notifier.png", page.get_by_role("button", name="PNG"), b"\x89PNG"),
    ):
        with page.expect_download() as saved:
            button.click()
        assert saved.value.suggested_filename == name
        saved.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(start)
        assert (tmp_path / name).stat().st_size > 4_000


def test_the_image_is_copied(open_page: Open) -> None:
    page = open_page("/patterns/notifier")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy image").click()
    expect(page.get_by_role("status")).to_have_text("Copied")
    kinds = page.evaluate("navigator.clipboard.read().then(items => items.flatMap(item => item.types))")
    assert kinds == ["image/png"]


def test_the_snippet_names_this_site(open_page: Open, server: str) -> None:
    page = open_page("/patterns/notifier?variation=event-bus")
    code = page.locator("[data-embed]").text_content()
    assert code is not None
    assert f"({server}/patterns/notifier/diagram.svg?variation=event-bus)" in code


def test_without_scripts_everything_can_still_be_read(open_page: Open) -> None:
    page = open_page(BREAKER, scripts=False)
    expect(page.locator("ol.steps > li").first).to_be_visible()
    expect(page.get_by_role("heading", name="When it fails")).to_be_visible()
    expect(page.get_by_role("heading", name="What each part does here")).to_be_visible()
    expect(page.locator(".drawing-wide svg.diagram")).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    page.get_by_role("link", name="State in DynamoDB").click()
    expect(page.locator(".drawing-wide")).to_contain_text("DynamoDB")


def test_phones_see_the_tall_drawing_and_wide_windows_the_wide_one(open_page: Open) -> None:
    page = open_page(BREAKER, width=360, height=780)
    expect(page.locator(".drawing-tall")).to_be_visible()
    expect(page.locator(".drawing-wide")).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator(".drawing-wide")).to_be_visible()
    expect(page.locator(".drawing-tall")).to_be_hidden()


def test_a_click_on_the_player_counts_while_a_component_has_the_focus(open_page: Open) -> None:
    # What is said changes when the focus leaves; the buttons must not move away from under the pointer.
    page = open_page("/patterns/distributed-trigger")
    player = page.locator("[data-player]")
    failures = page.get_by_role("button", name="Failures")
    height = player.evaluate("player => player.offsetHeight")
    page.locator(".drawing-wide .node").first.focus()
    expect(page.locator(".inspector")).to_be_visible()
    assert player.evaluate("player => player.offsetHeight") == height
    box = failures.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(failures).to_have_attribute("aria-pressed", "true")
    assert player.evaluate("player => player.offsetHeight") == height
