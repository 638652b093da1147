"""The first page in Chromium: what travels before anybody touches it, and when its largest part is painted."""

import os
import shutil
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page, sync_playwright

SLOW_DOWN = 4
PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
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
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
    travelled: list[int] = []

    def finished(event: dict[str, Any]) -> None:
        travelled.append(int(event["encodedDataLength"]))

    session.on("Network.loadingFinished", finished)
    page.goto(address, wait_until="networkidle")
    return Home(sum(travelled), float(page.evaluate(LARGEST)))


def visit(address: str, times: int = 5) -> Home:
    """The median visit of several, each with an empty cache."""
    program = os.environ.get("CHROMIUM") or next(path for name in PROGRAMS if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        visits = []
        for _ in range(times):
            context = browser.new_context(viewport={"width": 1280, "height": 900})
            visits.append(_visit(context.new_page(), address))
            context.close()
        browser.close()
    return sorted(visits, key=lambda each: each.largest_paint)[times // 2]
