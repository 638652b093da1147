"""What holds for every page: accessible, no sideways scrolling, one theme at a time, nothing from elsewhere."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from threading import Thread
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import faults
from tests.browser.conftest import PATIENCE, ROOT, Open, Witness

pytestmark = [pytest.mark.browser, pytest.mark.slow]
expect.set_options(timeout=PATIENCE)

PATTERNS = sorted(path.name for path in (ROOT / "patterns").iterdir() if (path / "pattern.yaml").is_file())
OTHERS = [
    "/",
    "/?q=order&communication=async",
    "/?q=xylophone",
    "/patterns/router?variation=triager",
    "/compare",
    "/compare?patterns=notifier,distributed-trigger",
    "/choose",
    "/choose/get-done/message/one",
    "/choose/answer/services/third-party",
    "/notation",
    "/principles",
    "/rules",
    "/glossary",
    "/docs",
    "/no-such-page",
]
PAGES = [*OTHERS, *(f"/patterns/{name}" for name in PATTERNS)]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_either_theme(open_page: Open, path: str) -> None:
    page = open_page(path)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        assert faults(page) == [], scheme


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_while_a_step_or_a_failure_is_lit(open_page: Open, theme: str) -> None:
    page = open_page("/patterns/circuit-breaker", theme=theme)
    page.get_by_role("button", name="Failures").click()
    assert faults(page) == []
    page.locator(".drawing-wide [data-component]").first.click()
    expect(page.locator(".inspector")).to_be_visible()
    assert faults(page) == []


def test_axe_finds_what_is_wrong(open_page: Open) -> None:
    page = open_page("/notation")
    page.evaluate(
        "document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=/favicon.ico><button></button>')"
    )
    assert {fault.partition(":")[0] for fault in faults(page)} >= {"image-alt", "button-name"}


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways(open_page: Open, path: str) -> None:
    page = open_page(path, width=360, height=780)
    for opened in (False, True):
        page.evaluate("open => document.querySelectorAll('details').forEach(each => { each.open = open })", opened)
        for width in (360, 768):
            page.set_viewport_size({"width": width, "height": 780})
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_headings_come_in_order(open_page: Open) -> None:
    for path in (*OTHERS, "/patterns/circuit-breaker"):
        levels = (
            open_page(path).locator("h1, h2, h3, h4").evaluate_all("all => all.map(each => Number(each.tagName[1]))")
        )
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), path


def test_the_theme_is_chosen_and_kept_without_a_flash(open_page: Open) -> None:
    page = open_page("/", theme="light")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Dark", exact=True).click()
    dark = page.evaluate(ground)
    assert dark != light
    # The choice must stand before anything is painted: it does when the body has not even begun.
    page.add_init_script(
        "new MutationObserver(() => { if (document.body && !('early' in window)) "
        "window.early = document.documentElement.dataset.theme ?? null })"
        ".observe(document, { childList: true, subtree: true })"
    )
    page.goto("/glossary")
    assert page.evaluate("window.early") == "dark"
    assert page.evaluate(ground) == dark
    page.get_by_role("button", name="Auto", exact=True).click()
    assert page.evaluate(ground) == light


def test_the_first_stop_of_the_keyboard_skips_to_the_content(open_page: Open) -> None:
    page = open_page("/glossary")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_witness_sees_what_is_forbidden(browser: Browser, server: str) -> None:
    """A negative control: an inline script, an inline style and a picture from elsewhere are refused and noticed."""
    page, witness = browser.new_page(), Witness(server)
    page.goto(f"{server}/notation")
    witness.watch(page)
    page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.ran = true";
          document.body.append(script);
          document.body.setAttribute("style", "color: red");
          document.body.append(Object.assign(new Image(), { src: "http://127.0.0.2:9/x.png" }));
        }"""
    )
    assert page.evaluate("window.ran") is None
    said = " ".join(witness.complaints)
    for directive in ("script-src", "style-src", "img-src"):
        assert directive in said
    page.close()
    assert witness.elsewhere == ["http://127.0.0.2:9/x.png"], "refused, and told all the same"
    witness.elsewhere.clear()
    elsewhere = browser.new_page(bypass_csp=True)
    witness.watch(elsewhere)
    elsewhere.goto(f"{server}/notation")
    with elsewhere.expect_request("**/x.png"):
        elsewhere.evaluate("document.body.append(Object.assign(new Image(), { src: 'http://127.0.0.2:9/x.png' }))")
    assert witness.elsewhere == ["http://127.0.0.2:9/x.png"]
    elsewhere.close()


def test_the_diagram_shows_in_another_page_and_nothing_else_does(browser: Browser, server: str) -> None:
    pictures = "".join(f'<img src="{server}{path}">' for path in ("/patterns/notifier/diagram.svg", "/favicon.ico"))

    class Readme(BaseHTTPRequestHandler):
        """Another site: another port is another origin."""

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(pictures.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Readme) as elsewhere:
        Thread(target=elsewhere.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{elsewhere.server_port}/", wait_until="load")
        assert page.evaluate("[...document.images].map(image => image.naturalWidth > 0)") == [True, False]
        page.close()
        elsewhere.shutdown()
