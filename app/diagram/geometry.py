"""Points and boxes. Units are CSS pixels; y grows downwards."""

from collections.abc import Iterable
from typing import NamedTuple


class Point(NamedTuple):
    """A place."""

    x: float
    y: float


class Box(NamedTuple):
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    @property
    def centre(self) -> Point:
        """The middle."""
        return Point((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def grow(self, by: float) -> "Box":
        """The same box with a margin on every side; a negative one shrinks it."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def move(self, dx: float, dy: float) -> "Box":
        """The same box elsewhere."""
        return Box(self.left + dx, self.top + dy, self.right + dx, self.bottom + dy)

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share an area; a common border is none."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def contains(self, other: "Box") -> bool:
        """Whether the other lies wholly inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


def around(centre: Point, width: float, height: float) -> Box:
    """The box of that size with that middle."""
    return Box(centre.x - width / 2, centre.y - height / 2, centre.x + width / 2, centre.y + height / 2)


def span(a: Point, b: Point, half: float = 0) -> Box:
    """The box that a line from a to b covers, with half its thickness on every side."""
    return Box(min(a.x, b.x) - half, min(a.y, b.y) - half, max(a.x, b.x) + half, max(a.y, b.y) + half)


def hull(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them, of which there must be one."""
    sides = list(zip(*boxes, strict=True))
    return Box(min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))


def hits(a: Point, b: Point, boxes: Iterable[tuple[float, float, float, float]]) -> int:
    """How many boxes a horizontal or vertical line passes through. The innermost loop of routing, hence so plain."""
    (low_x, high_x) = (a[0], b[0]) if a[0] <= b[0] else (b[0], a[0])
    (low_y, high_y) = (a[1], b[1]) if a[1] <= b[1] else (b[1], a[1])
    count = 0
    for left, top, right, bottom in boxes:
        if left < high_x and low_x < right and top < high_y and low_y < bottom:
            count += 1
    return count


def crosses(a: Point, b: Point, box: Box) -> bool:
    """Whether the straight line from a to b passes through the inside of a box (Liang and Barsky's clipping)."""
    start, end = 0.0, 1.0
    for origin, delta, low, high in ((a.x, b.x - a.x, box.left, box.right), (a.y, b.y - a.y, box.top, box.bottom)):
        if delta == 0:
            if origin <= low or origin >= high:
                return False
            continue
        one, two = (low - origin) / delta, (high - origin) / delta
        start, end = max(start, min(one, two)), min(end, max(one, two))
        if start >= end:
            return False
    return True
