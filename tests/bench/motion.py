"""What a hand feels on a canvas: the time between frames while it drags, pans or zooms, by real input events."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import cycle
from math import cos, sin, tau
from statistics import median, quantiles
from time import monotonic

from playwright.sync_api import Page

LASTS = 3.2
"""Seconds of each motion."""
STEPS = 60
"""Events of one round of a motion; a round ends where it began."""
RADIUS = 150
"""Of the circle that a drag goes round, in px."""
STRIDE = 24
"""Of a pan, in px for each event: a screen in a second."""
LEAST = 5
"""Places in which whatever is moved must be seen, or the motion did not happen."""
TURN = 40
"""Of the wheel, in px for each event of a zoom: 1/18 more or less."""

_RECORD = """selector => {
  const [thing, at, places] = [document.querySelector(selector), [], new Set()];
  let goes = true;
  const look = (now) => {
    at.push(now);
    places.add(thing.style.transform);
    if (goes) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  window.endOfMotion = () => {
    goes = false;
    return { times: at.slice(1).map((now, index) => now - at[index]), places: places.size };
  };
}"""
_NEAREST = """() => {
  const { left, top, width, height } = document.querySelector(".react-flow").getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const far = (node) => {
    const box = node.getBoundingClientRect();
    return Math.hypot(box.left + box.width / 2 - x, box.top + box.height / 2 - y);
  };
  const nodes = [...document.querySelectorAll(".react-flow__node:not(.react-flow__node-service)")];
  const [node] = nodes.sort((one, other) => far(one) - far(other));
  const box = node.getBoundingClientRect();
  return { id: node.dataset.id, x: box.left + box.width / 2, y: box.top + box.height * 0.8 };
}"""
_MIDDLE = """() => {
  const { left, top, width, height } = document.querySelector(".react-flow").getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}"""


@dataclass(frozen=True)
class Motion:
    """Milliseconds between frames."""

    median: float
    p95: float
    rate: float
    """Frames a second."""

    def __str__(self) -> str:
        return f"{self.median:.0f}/{self.p95:.0f}"


def drag(page: Page) -> Motion:
    """Take the card nearest to the middle round a circle."""
    held = page.evaluate(_NEAREST)
    circle = cycle([(RADIUS * sin(tau * n / STEPS), RADIUS * (1 - cos(tau * n / STEPS))) for n in range(STEPS)])
    page.mouse.move(held["x"], held["y"])
    page.mouse.down()

    def step() -> None:
        x, y = next(circle)
        page.mouse.move(held["x"] + x, held["y"] + y)

    motion = _felt(page, f'.react-flow__node[data-id="{held["id"]}"]', step)
    page.mouse.up()
    return motion


def pan(page: Page) -> Motion:
    """Scroll to one side and back, with two fingers or a wheel."""
    page.mouse.move(*page.evaluate(_MIDDLE))
    return _viewed(page, cycle([*_swing(STRIDE)]), lambda by: page.mouse.wheel(by, by / 2))


def zoom(page: Page) -> Motion:
    """Pinch in and out around what is shown; the browser tells a pinch by Ctrl."""
    page.mouse.move(*page.evaluate(_MIDDLE))
    page.keyboard.down("Control")
    motion = _viewed(page, cycle([*_swing(TURN, 24)]), lambda by: page.mouse.wheel(0, by))
    page.keyboard.up("Control")
    return motion


def _swing(by: float, steps: int = STEPS) -> Iterator[float]:
    for step in range(steps):
        yield by if step < steps / 4 or step >= steps * 3 / 4 else -by


def _viewed(page: Page, steps: Iterator[float], move: Callable[[float], None]) -> Motion:
    return _felt(page, ".react-flow__viewport", lambda: move(next(steps)))


def _felt(page: Page, moved: str, step: Callable[[], None]) -> Motion:
    for _ in range(8):
        step()
    page.evaluate(_RECORD, moved)
    end = monotonic() + LASTS
    while monotonic() < end:
        step()
    seen = page.evaluate("() => window.endOfMotion()")
    assert seen["places"] > LEAST, f"{moved} was hardly moved"
    times = seen["times"]
    return Motion(median(times), quantiles(times, n=20)[-1], 1000 * len(times) / sum(times))
