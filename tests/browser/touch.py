"""Fingers and a pen, as Chromium's own input pipeline takes them."""

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from playwright.sync_api import Locator, Page

Spot = tuple[float, float]
STEPS = 10
HOLD_MS = 900
"""Longer than the browser takes to call a press a long one."""

TRIES = 5
PAUSE_MS = 400
"""As a person pauses: of a tap that follows another touch within 300 ms, Chromium makes no click."""


def middle(thing: Locator) -> Spot:
    """The middle of something, in px of the page."""
    box = thing.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def between(start: Spot, end: Spot, part: float) -> Spot:
    """A spot on the way."""
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def tap_until(thing: Locator, gone: Locator) -> None:
    """Tap something until something else is gone."""
    _tap_until(thing.page, thing.tap, lambda: not gone.is_visible())


def tap_spot_until(page: Page, spot: Spot, done: Callable[[], bool]) -> None:
    """Tap a spot, whatever lies there, until that is so."""
    _tap_until(page, lambda: page.touchscreen.tap(*spot), done)


def _tap_until(page: Page, tap: Callable[[], None], done: Callable[[], bool]) -> None:
    """Tap once more where the browser made no click of a tap, as it sometimes does soon after a drag."""
    for _ in range(TRIES):
        tap()
        page.wait_for_timeout(PAUSE_MS)
        if done():
            return
    raise AssertionError("nothing came of the taps")


class Hand:
    """Fingers on a page's screen, and a pen."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session = page.context.new_cdp_session(page)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.detach()

    def _touch(self, kind: str, spots: Sequence[Spot]) -> None:
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(spots)]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def slide(self, *ways: tuple[Spot, Spot], after: Spot | None = None) -> None:
        """Put down a finger for each way, move all at once, and lift them.

        `after` is where the first finger comes from, alone, before the others join it.
        """
        if after is not None:
            self._touch("touchStart", [after])
            for step in range(1, STEPS + 1):
                self._touch("touchMove", [between(after, ways[0][0], step / STEPS)])
        self._touch("touchStart", [start for start, _ in ways])
        for step in range(1, STEPS + 1):
            self._touch("touchMove", [between(start, end, step / STEPS) for start, end in ways])
        self._touch("touchEnd", [])
        self._page.wait_for_timeout(PAUSE_MS)

    def drag(self, start: Locator | Spot, end: Locator | Spot) -> None:
        """Drag with one finger."""
        self.slide(
            (
                start if isinstance(start, tuple) else middle(start),
                end if isinstance(end, tuple) else middle(end),
            )
        )

    def hold(self, thing: Locator) -> None:
        """Rest a finger on something."""
        self._touch("touchStart", [middle(thing)])
        self._page.wait_for_timeout(HOLD_MS)
        self._touch("touchEnd", [])
        self._page.wait_for_timeout(PAUSE_MS)

    def write(self, start: Spot, end: Spot) -> None:
        """Draw with a pen."""
        for kind, (x, y), pressed in (
            ("mouseMoved", start, 0),
            ("mousePressed", start, 1),
            *(("mouseMoved", between(start, end, step / STEPS), 1) for step in range(1, STEPS + 1)),
            ("mouseReleased", end, 0),
        ):
            self._session.send(
                "Input.dispatchMouseEvent",
                {
                    "type": kind,
                    "x": x,
                    "y": y,
                    "button": "none" if kind == "mouseMoved" and not pressed else "left",
                    "buttons": pressed,
                    "clickCount": 0 if kind == "mouseMoved" else 1,
                    "pointerType": "pen",
                },
            )
