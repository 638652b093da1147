"""The designer's canvas with a large design, and a bare React Flow canvas with the same nodes."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from math import log2
from pathlib import Path

import httpx2
from playwright.sync_api import Browser, Page, Route, ViewportSize

from app.model import Design, Point, Service
from tests.bench.load import ROOT, Server
from tests.review.measure import large_design

VIEWPORT = ViewportSize(width=1440, height=900)
PITCH = (244, 150)
"""From one card to the next, in px."""
OWNED = 5
"""Components of one service."""
BARE = "http://bare.invalid/"
"""Answered by the bench itself; the name leads nowhere."""
_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}

_SCALE = "() => new DOMMatrix(document.querySelector('.react-flow__viewport').style.transform).a"

_MIDDLE = """() => {
  const { width, height } = document.querySelector(".react-flow").getBoundingClientRect();
  const { a, e, f } = new DOMMatrix(document.querySelector(".react-flow__viewport").style.transform);
  return [(width / 2 - e) / a, (height / 2 - f) / a, a];
}"""


def crowd(components: int) -> Design:
    """The catalog's patterns in rows, about as wide as high, every few of their components within a service."""
    design = large_design(components)
    columns = OWNED * max(round((len(design.components) / OWNED**2) ** 0.5 * 0.8), 1)
    placed = {
        part.id: Point(x=PITCH[0] * (at % columns), y=PITCH[1] * (at // columns))
        for at, part in enumerate(design.components)
    }
    owned = [part.model_copy(update={"service": f"service-{at // OWNED}"}) for at, part in enumerate(design.components)]
    services = tuple(Service(id=one, name=one.capitalize()) for one in sorted({str(part.service) for part in owned}))
    return Design(
        name="Crowd", services=services, components=tuple(owned), connections=design.connections, layout=placed
    )


def written(design: Design) -> str:
    """The design as JSON, as the API takes it."""
    return design.model_dump_json(by_alias=True)


def save(site: Server, design: Design) -> str:
    """Save a design; the address of its canvas."""
    answer = httpx2.post(
        f"{site.address}/api/designs",
        content=written(design),
        headers={"content-type": "application/json"},
        timeout=60,
    )
    assert answer.status_code == 201, answer.text
    return f"{site.address}/designs/{answer.json()['id']}"


@contextmanager
def canvas(browser: Browser, address: str) -> Iterator[Page]:
    """The page at an address, from an empty cache, with its canvas drawn."""
    context = browser.new_context(viewport=VIEWPORT, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(address)
    page.wait_for_selector(".react-flow__node", state="attached")
    # The first review of a large design takes the processor from whatever is measured next.
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


def build_bare(folder: Path) -> None:
    """Build the bare canvas into a folder."""
    command = ["node_modules/.bin/vite", "build", "--config", "bench/vite.config.ts", "--outDir", str(folder)]
    subprocess.run(command, cwd=ROOT / "static", check=True)


@contextmanager
def bare_canvas(browser: Browser, folder: Path, design: Design, *, cull: bool) -> Iterator[Page]:
    """The bare canvas with a design's nodes and arrows; `cull` draws only what is in view."""
    context = browser.new_context(viewport=VIEWPORT)
    page = context.new_page()

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(BARE).partition("?")[0] or "index.html"
        if name == "design.json":
            route.fulfill(body=written(design), content_type="application/json")
        else:
            path = folder / name
            route.fulfill(body=path.read_bytes(), content_type=_TYPES[path.suffix])

    page.route(f"{BARE}**", answer)
    page.goto(f"{BARE}?cull" if cull else BARE)
    page.wait_for_selector(".react-flow__node", state="attached")
    yield page
    context.close()


def at_full_size(page: Page) -> None:
    """Zoom to 100 % around the middle, with the wheel as a hand does."""
    page.mouse.move(VIEWPORT["width"] / 2, VIEWPORT["height"] / 2)
    page.keyboard.down("Control")
    scale = page.evaluate(_SCALE)
    # React Flow takes a turn of the wheel by 500 px as twice the size.
    page.mouse.wheel(0, 500 * log2(scale))
    page.wait_for_function(f"() => Math.abs(({_SCALE})() - 1) < 0.01")
    page.keyboard.up("Control")


def bring(page: Page, to: Point) -> None:
    """Scroll a point of the design into the middle of what is shown."""
    left, top, scale = page.evaluate(_MIDDLE)
    # React Flow scrolls by half of what the wheel says.
    page.mouse.move(VIEWPORT["width"] / 2, VIEWPORT["height"] / 2)
    page.mouse.wheel(2 * scale * (to.x - left), 2 * scale * (to.y - top))
    page.wait_for_timeout(200)
