"""An arrow's way → the `d` of its lines and heads."""

from collections.abc import Sequence
from itertools import pairwise
from math import hypot

from app.diagram.geometry import Point
from app.diagram.theme import Stroke

RADIUS = 9.0
"""Of rounded corners."""
TIP_GAP = 2.0
"""Between an arrow's tip, or its beginning, and the card."""

_QUARTER = 1.6232
"""The length of a quadratic curve around a right angle, for a radius of 1."""

_Vector = tuple[float, float]


def number(value: float) -> str:
    """A coordinate, to a tenth of a pixel."""
    text = f"{value:.1f}"
    return text.removesuffix(".0")


def _unit(a: Point, b: Point) -> _Vector:
    length = hypot(b.x - a.x, b.y - a.y) or 1.0
    return (b.x - a.x) / length, (b.y - a.y) / length


def shift(points: Sequence[Point], by: float) -> list[Point]:
    """The same way, moved to its left by that distance. Its corners are right angles."""
    if not by:
        return list(points)
    left = [(dy, -dx) for dx, dy in (_unit(a, b) for a, b in pairwise(points))]
    moved = [Point(points[0].x + left[0][0] * by, points[0].y + left[0][1] * by)]
    for corner, before, after in zip(points[1:-1], left, left[1:], strict=False):
        same = abs(before[0] - after[0]) + abs(before[1] - after[1]) < 1e-6
        dx, dy = after if same else (before[0] + after[0], before[1] + after[1])
        moved.append(Point(corner.x + dx * by, corner.y + dy * by))
    moved.append(Point(points[-1].x + left[-1][0] * by, points[-1].y + left[-1][1] * by))
    return moved


def _along(a: Point, b: Point, distance: float) -> Point:
    dx, dy = _unit(a, b)
    return Point(a.x + dx * distance, a.y + dy * distance)


def _length(a: Point, b: Point) -> float:
    return hypot(b.x - a.x, b.y - a.y)


def _said(*points: Point) -> str:
    return " ".join(f"{number(point.x)} {number(point.y)}" for point in points)


def length(points: Sequence[Point]) -> float:
    """How long `path` is, for a way that was not shifted. A corner's curve is 1.6232 radii long."""
    whole = sum(_length(a, b) for a, b in pairwise(points))
    corners = zip(points, points[1:], points[2:], strict=False)
    radii = (min(RADIUS, _length(a, b) / 2, _length(b, c) / 2) for a, b, c in corners)
    return whole - (2 - _QUARTER) * sum(radii)


def path(points: Sequence[Point], turned: float = 0.0) -> str:
    """A way with rounded corners; `turned` is how far it was shifted, so that parallel lines stay so in a bend."""
    said = [f"M{number(points[0].x)} {number(points[0].y)}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        one, two = _unit(before, corner), _unit(corner, after)
        # Positive for a turn to the right, where what lies to the left is outside.
        turn = one[0] * two[1] - one[1] * two[0]
        radius = RADIUS + (turned if turn > 0 else -turned)
        radius = max(min(radius, _length(before, corner) / 2, _length(corner, after) / 2), 0)
        begin, end = _along(corner, before, radius), _along(corner, after, radius)
        said.append("L" + "Q".join(_said(*spots) for spots in ((begin,), (corner, end))))
    said.append(f"L{number(points[-1].x)} {number(points[-1].y)}")
    return "".join(said)


def line_and_head(points: Sequence[Point], stroke: Stroke, turned: float = 0.0) -> tuple[str, str, float]:
    """The `d` of a line from its beginning to the root of its head, that of the head, and the line's length."""
    last = _length(points[-2], points[-1])
    tip = _along(points[-1], points[-2], TIP_GAP)
    size = min(stroke.head_length, last * 0.75)
    root = _along(points[-1], points[-2], TIP_GAP + size)
    start = _along(points[0], points[1], TIP_GAP)
    end = _along(tip, points[-2], stroke.width * 0.6) if stroke.open_head else _along(root, points[-1], 1)
    dx, dy = _unit(points[-2], points[-1])
    wings = [Point(root.x + dy * half, root.y - dx * half) for half in (stroke.head_half, -stroke.head_half)]
    corners = (wings[0], tip, wings[1])
    head = "M" + "L".join(f"{number(corner.x)} {number(corner.y)}" for corner in corners)
    line = [start, *points[1:-1], end]
    return path(line, turned), head + ("" if stroke.open_head else "Z"), length(line)


def cross(points: Sequence[Point], size: float) -> str:
    """The `d` of the cross with which an error arrow begins."""
    middle = _along(points[0], points[1], size + TIP_GAP + 2)
    x, y = middle
    return (
        f"M{number(x - size)} {number(y - size)}L{number(x + size)} {number(y + size)}"
        f"M{number(x - size)} {number(y + size)}L{number(x + size)} {number(y - size)}"
    )
