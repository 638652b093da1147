"""A hand on the designer: a server of its own, and what a person does with pointer and keyboard."""

import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page, expect

from tests.ports import free_port

ROOT = Path(__file__).parents[2]


class Site:
    """The real server, in a process that can be killed and started again on the same address and data."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[str] | None = None

    @classmethod
    @contextmanager
    def running(cls, data: Path) -> "Iterator[Site]":
        """One that runs until it is no longer needed."""
        site = cls(data)
        site.start()
        try:
            yield site
        finally:
            site.kill()

    def start(self) -> None:
        """Start, and wait until it says that it listens."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app", "serve", "--port", str(self.port)],
            cwd=ROOT,
            env={**os.environ, "PATTERNBOOK_DATA_DIR": str(self.data)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout is not None
        said = []
        for line in self.process.stdout:
            said.append(line)
            if self.address in line:
                break
        else:
            raise AssertionError(f"the site did not start: {''.join(said)}")
        # The first answer lays out all patterns; later ones come from memory.
        with urllib.request.urlopen(f"{self.address}/api/designer", timeout=120) as answer:  # noqa: S310 - our own server
            assert answer.status == 200

    def kill(self) -> None:
        """As a crash does: without a chance to save anything."""
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            if self.process.stdout is not None:
                self.process.stdout.close()
            self.process = None


class Designer:
    """One page with the designer."""

    def __init__(self, page: Page, site: Site) -> None:
        self.page = page
        self.site = site
        self.complaints: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _note(self, message: ConsoleMessage) -> None:
        # A killed server is part of some tests; the browser logs each request that it does not answer.
        if message.type in ("error", "warning") and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def open(self, path: str = "/designer") -> None:
        """Go to an address and wait for the canvas."""
        self.page.goto(self.site.address + path)
        expect(self.page.locator(".react-flow__pane")).to_be_visible()

    def card(self, name: str) -> Locator:
        """A component on the canvas by its name."""
        return self.page.locator(f'.react-flow__node-component[aria-label^="{name}"]')

    def cards(self) -> list[str]:
        """The names of all components, sorted."""
        labels = self.page.locator(".react-flow__node-component").evaluate_all(
            "nodes => nodes.map(node => node.getAttribute('aria-label'))"
        )
        return sorted(label.split(",")[0] for label in labels)

    def selected(self) -> list[str]:
        """The ids of what is selected among components and services, sorted."""
        ids: list[str] = self.page.locator(".react-flow__node.selected").evaluate_all(
            "nodes => nodes.map(node => node.dataset.id)"
        )
        return sorted(ids)

    def view(self) -> tuple[float, float, float]:
        """Where the canvas is: x and y in px, and the zoom."""
        x, y, zoom = self.page.evaluate(
            """() => {
                const { e, f, a } = new DOMMatrix(document.querySelector('.react-flow__viewport').style.transform);
                return [e, f, a];
            }"""
        )
        return (x, y, zoom)

    def kind(self, title: str) -> Locator:
        """A single component in the palette."""
        return self.page.locator(".palette-kinds .palette-item").filter(has_text=title)

    def pattern(self, name: str) -> Locator:
        """A pattern in the palette."""
        return self.page.locator(".palette-pattern > .palette-item").filter(has_text=name)

    def drag(self, start: Locator, x: float, y: float, *, hold: tuple[float, float] = (0.5, 0.5)) -> None:
        """Press on something, move in steps as a hand does, and let go."""
        start.scroll_into_view_if_needed()
        box = start.bounding_box()
        assert box is not None
        mouse = self.page.mouse
        mouse.move(box["x"] + box["width"] * hold[0], box["y"] + box["height"] * hold[1])
        mouse.down()
        # A hand begins slowly; the first few pixels decide that this is a drag.
        mouse.move(box["x"] + box["width"] * hold[0] + 4, box["y"] + box["height"] * hold[1], steps=4)
        mouse.move((box["x"] + x) / 2, (box["y"] + y) / 2, steps=6)
        mouse.move(x, y, steps=8)
        mouse.up()

    def drag_onto(self, start: Locator, target: Locator) -> None:
        """Drag something onto the middle of something else."""
        box = target.bounding_box()
        assert box is not None
        self.drag(start, box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def frame(self, first: str, last: str) -> None:
        """Draw a frame from beside one card into another."""
        start, end = self.card(first).bounding_box(), self.card(last).bounding_box()
        assert start is not None
        assert end is not None
        mouse = self.page.mouse
        mouse.move(start["x"] - 6, start["y"] - 12)
        mouse.down()
        mouse.move(start["x"] + 60, start["y"] + 8, steps=4)
        mouse.move(end["x"] + 20, end["y"] + 20, steps=6)
        mouse.up()

    def draw(self, source: str, target: str) -> None:
        """Draw an arrow from a dot of one card to the middle of another."""
        self.card(source).hover()
        self.drag_onto(self.card(source).locator(".react-flow__handle-right"), self.card(target))

    def key(self, *keys: str) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def saved(self) -> dict[str, Any]:
        """Wait until everything is saved, and ask the server what it has."""
        expect(self.page.locator(".save-sign")).to_have_text("Saved")
        found = re.search(r"/designs/([0-9a-f]{32})", self.page.url)
        assert found
        answer = self.page.request.get(f"{self.site.address}/api/designs/{found[1]}")
        assert answer.ok
        document: dict[str, Any] = answer.json()["design"]
        return document

    def fit(self) -> None:
        """Show everything, and wait until the picture rests."""
        self.key("Shift+1")
        self.rest()

    def pan(self, across: float, down: float) -> None:
        """Turn the wheel over the canvas by so many px, and wait until the picture has moved."""
        self.page.locator(".react-flow").hover(position={"x": 8, "y": 8})
        before = self.view()
        self.page.mouse.wheel(across, down)
        self.page.wait_for_function(
            """before => {
                const { e, f } = new DOMMatrix(document.querySelector('.react-flow__viewport').style.transform);
                return e !== before[0] || f !== before[1];
            }""",
            arg=list(before),
        )
        self.rest()

    def rest(self) -> None:
        """Wait until the picture rests."""
        self.page.evaluate(
            """() => new Promise(resolve => {
                const view = document.querySelector('.react-flow__viewport');
                let before = null, rests = 0;
                const look = () => {
                    rests = view.style.transform === before ? rests + 1 : 0;
                    before = view.style.transform;
                    if (rests > 8) { resolve(); } else { requestAnimationFrame(look); }
                };
                look();
            })"""
        )

    def arrows(self) -> list[tuple[str, str, str]]:
        """Source, target and meaning of every saved arrow, by the components' names."""
        document = self.saved()
        names = {one["id"]: one["name"] for one in document["components"]}
        return sorted(
            (names[one["from"].split(".")[0]], names[one["to"].split(".")[0]], one["semantics"])
            for one in document["connections"]
        )

    def undo_all(self) -> int:
        """Undo with the button until there is nothing left; says how often."""
        return self._until_disabled("Undo")

    def redo_all(self) -> int:
        """Redo with the button until there is nothing left; says how often."""
        return self._until_disabled("Redo")

    def _until_disabled(self, name: str) -> int:
        button = self.page.locator(".designer-bar-tools").get_by_role("button", name=name, exact=True)
        times = 0
        while button.is_enabled():
            button.click()
            times += 1
        return times
