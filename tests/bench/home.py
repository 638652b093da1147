"""The first page in Chromium: what travels before anybody touches it, and when its largest part is painted."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from tests.bench.chromium import chromium, slowed

LARGEST = """() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})"""


@dataclass(frozen=True)
class Home:
    """`bytes` as they travel, headers included; `largest_paint` in ms after navigation."""

    bytes: int
    largest_paint: float


def _visit(page: Page, address: str) -> Home:
    session = slowed(page)
    session.send("Network.enable")
    travelled: list[int] = []

    def finished(event: dict[str, Any]) -> None:
        travelled.append(int(event["encodedDataLength"]))

    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    return Home(sum(travelled), float(page.evaluate(LARGEST)))


def visit(address: str, times: int = 5) -> Home:
    """The median visit of several, each with an empty cache."""
    with chromium() as browser:
        visits = []
        for _ in range(times):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            visits.append(_visit(context.new_page(), address))
            context.close()
    return sorted(visits, key=lambda each: each.largest_paint)[times // 2]
