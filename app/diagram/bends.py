"""Arrows that a person has led through points of their own: right angles still, with as few turns as may be.

The canvas leads them by the same rules (`static/src/designer/core/bends.ts`), so that a drawing looks as it did there.
"""

from collections.abc import Sequence
from itertools import pairwise, product

from app.diagram.geometry import Box, Point
from app.diagram.ports import Port, Side, port, room

_Heading = tuple[int, int]
_Found = tuple[float, list[Point], _Heading]
_BACK = 100.0
"""The price of turning round."""
_WRONG_SIDE = 30.0
"""The price of leaving or arriving otherwise than straight out of the card."""


def bent_sides(source: Box, bends: Sequence[Point], target: Box, plain: tuple[Side, Side]) -> tuple[Side, Side]:
    """The sides at which an arrow through bends leaves and arrives: those of the calmest way, else the plain ones."""

    def options(box: Box, towards: Point, usual: Side) -> list[Side]:
        across = Side.RIGHT if towards.x >= box.centre.x else Side.LEFT
        upright = Side.BOTTOM if towards.y >= box.centre.y else Side.TOP
        return list(dict.fromkeys((usual, across, upright)))

    pairs = product(options(source, bends[0], plain[0]), options(target, bends[-1], plain[1]))
    return min(pairs, key=lambda pair: _through(_exit(source, pair[0]), bends, _exit(target, pair[1]))[0])


def bent_way(start: Port, bends: Sequence[Point], end: Port) -> list[Point]:
    """The corners of a way through bends, without those that lie on a straight line."""
    _, points, _ = _through(start, bends, end)
    kept = [points[0]]
    for at in range(1, len(points) - 1):
        one, two = _heading(kept[-1], points[at]), _heading(points[at], points[at + 1])
        if one not in ((0, 0), two):
            kept.append(points[at])
    return [*kept, points[-1]]


def _exit(box: Box, side: Side) -> Port:
    low, high = room(box, side)
    return port(box, side, (low + high) / 2)


def _sign(value: float) -> int:
    return (round(value) > 0) - (round(value) < 0)


def _heading(a: Point, b: Point) -> _Heading:
    return _sign(b.x - a.x), _sign(b.y - a.y)


def _turn(before: _Heading, after: _Heading) -> float:
    along = before[0] * after[0] + before[1] * after[1]
    return 0.0 if along > 0 else _BACK if along < 0 else 1.0


def _through(start: Port, bends: Sequence[Point], end: Port) -> _Found:
    """The cheapest way from port to port through all bends."""
    out = start.side.out
    into = end.side.opposite.out
    ways: list[_Found] = [(0.0, [start.at], out)]
    for following in (*bends, end.at):
        best: dict[_Heading, _Found] = {}
        for way in ways:
            for one in _legs(way, following, out):
                # One best way for each heading is all that the rest can depend on.
                if one[2] not in best or one[0] < best[one[2]][0]:
                    best[one[2]] = one
        ways = list(best.values())
    ended = [(cost if _turn(going, into) == 0 else cost + _WRONG_SIDE, points, going) for cost, points, going in ways]
    return min(ended, key=lambda found: found[0])


def _legs(way: _Found, following: Point, out: _Heading) -> list[_Found]:
    """The one or two ways on to the next point."""
    cost, points, going = way
    here = points[-1]
    straight = abs(here.x - following.x) < 1 or abs(here.y - following.y) < 1
    corners = [[]] if straight else [[Point(following.x, here.y)], [Point(here.x, following.y)]]
    found = []
    for corner in corners:
        spent, heading = cost, going
        for number, (at, leg) in enumerate(pairwise((here, *corner, following))):
            to = _heading(at, leg)
            if to != (0, 0):
                leaves_wrong = len(points) == 1 and number == 0 and _turn(out, to) != 0
                spent += _WRONG_SIDE if leaves_wrong else _turn(heading, to)
                heading = to
        found.append((spent, [*points, *corner, following], heading))
    return found
