"""The system's Chromium, for whatever is measured in it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SLOW_DOWN = 4


@contextmanager
def chromium() -> Iterator[Browser]:
    """One browser; each measurement takes a context of its own, with an empty cache."""
    program = os.environ.get("CHROMIUM") or next(path for name in PROGRAMS if (path := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


def slowed(page: Page) -> CDPSession:
    """The page's processor slowed `SLOW_DOWN` times, as on a phone, for as long as the session is held."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
    return session
