"""The real server in a process of its own, and the system's Chromium in front of it."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx2
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from tests.browser.designer_driver import Designer, Site

ROOT = Path(__file__).parents[2]
PATIENCE = 20_000
"""How long a page may take on a busy machine before a test fails, in ms."""


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The site's address. The listening socket is ours, so a request waits in its queue until the server is up."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        command = [sys.executable, "-m", "uvicorn", "--factory", "app.web:create_app", "--log-level", "warning"]
        process = subprocess.Popen(
            [*command, "--fd", str(listening.fileno())], cwd=ROOT, pass_fds=[listening.fileno()], env=os.environ
        )
        try:
            assert httpx2.get(f"{address}/healthz", timeout=60).status_code == 200
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


@dataclass
class Witness:
    """What a page did that it must not do."""

    origin: str
    elsewhere: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", self.asked)
        page.on("console", self.said)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def asked(self, request: Request) -> None:
        if not request.url.startswith((self.origin + "/", "blob:" + self.origin)):
            self.elsewhere.append(request.url)

    def said(self, message: ConsoleMessage) -> None:
        # A missing page is part of some tests; Chromium reports it as an error of its own.
        if message.type in ("error", "warning") and "404 (Not Found)" not in message.text:
            self.complaints.append(message.text)


Open = Callable[..., Page]


@pytest.fixture
def open_page(server: str, browser: Browser) -> Iterator[Open]:
    """Opens a path in a fresh browser context; at the end, no page may have called elsewhere or complained."""
    witness = Witness(server)
    contexts = []

    def open_path(
        path: str,
        *,
        width: int = 1280,
        height: int = 900,
        theme: str = "light",
        scripts: bool = True,
        motion: str = "reduce",
        touch: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=server,
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce" if motion == "reduce" else "no-preference",
            java_script_enabled=scripts,
            has_touch=touch,
            accept_downloads=True,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        witness.watch(page)
        page.goto(path)
        return page

    yield open_path
    for context in contexts:
        context.close()
    assert witness.elsewhere == []
    assert witness.complaints == []


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server that a test may kill and start again; the tests of one file share it."""
    with Site.running(tmp_path_factory.mktemp("data")) as running:
        yield running


@pytest.fixture
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server for one test alone."""
    with Site.running(tmp_path_factory.mktemp("data")) as running:
        yield running


@pytest.fixture
def designer(browser: Browser, site: Site) -> Iterator[Designer]:
    """A hand on the designer; in the end nothing may have been complained of."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = Designer(context.new_page(), site)
    yield page
    context.close()
    assert page.complaints == []


@pytest.fixture
def webhook(designer: Designer) -> Designer:
    """The designer with Scalable Webhook in view and nothing selected."""
    designer.open()
    designer.pattern("Scalable Webhook").click()
    expect(designer.card("Event store")).to_be_visible()
    designer.key("Escape")
    designer.fit()
    return designer
