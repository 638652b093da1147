"""The cheapest way with right angles from one point to another, around cards and other arrows (A* on a grid of tracks).

Tracks are not evenly spaced: they run past every card, beside every other arrow and through both ends, with some more
where a gap is wide. So the grid of a usual diagram has a few thousand crossings, however large the drawing is.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import pairwise

from app.diagram.geometry import Box, Point

BEND = 45.0
"""What a bend costs, in px of way."""
CROSSING = 90.0
"""What crossing another arrow costs."""
CONFLICT = 600.0
"""What running along another arrow too closely costs."""
MAX_TRACKS = 160
MAX_STEPS = 40_000
"""Beyond this a search gives up; no diagram that a person can read comes near."""

_STEPS = ((1, 0), (0, 1), (-1, 0), (0, -1))


class Grid:
    """Tracks, and what it costs to run along them."""

    def __init__(self, xs: Iterable[float], ys: Iterable[float], fixed: Sequence[Point], pitch: float) -> None:
        self.xs = _tracks(xs, [point.x for point in fixed], pitch)
        self.ys = _tracks(ys, [point.y for point in fixed], pitch)
        self.steps = 0
        """How many steps the last search took."""
        wide, high = len(self.xs), len(self.ys)
        self._flat = [[b - a for a, b in pairwise(self.xs)] for _ in range(high)]
        self._steep = [[b - a for a, b in pairwise(self.ys)] for _ in range(wide)]

    def block(self, box: Box, price: float = float("inf")) -> None:
        """Make the inside of a box dear, or closed."""
        left, right = bisect_right(self.xs, box.left), bisect_left(self.xs, box.right)
        top, bottom = bisect_right(self.ys, box.top), bisect_left(self.ys, box.bottom)
        for row in range(top, bottom):
            costs = self._flat[row]
            for at in range(max(left - 1, 0), min(right, len(costs))):
                costs[at] += price
        for column in range(left, right):
            costs = self._steep[column]
            for at in range(max(top - 1, 0), min(bottom, len(costs))):
                costs[at] += price

    def occupy(self, a: Point, b: Point, apart: float) -> None:
        """Make it dear to cross another arrow's line, and dearer to run along it."""
        flat = a.y == b.y
        along, across = (self.xs, self.ys) if flat else (self.ys, self.xs)
        beside, through = (self._flat, self._steep) if flat else (self._steep, self._flat)
        low, high = sorted((a.x, b.x) if flat else (a.y, b.y))
        line = a.y if flat else a.x
        for track in range(bisect_right(across, line - apart), bisect_left(across, line + apart)):
            costs = beside[track]
            for at in range(max(bisect_right(along, low) - 1, 0), min(bisect_left(along, high), len(costs))):
                costs[at] += CONFLICT
        at = bisect_left(across, line) - 1
        if at >= 0:
            for track in range(bisect_right(along, low - 1), bisect_left(along, high + 1)):
                if at < len(through[track]):
                    through[track][at] += CROSSING

    def path(self, start: Point, heading: tuple[int, int], end: Point, arriving: tuple[int, int]) -> list[Point] | None:
        """The cheapest way, as its corners, or None. `heading` and `arriving` are directions of travel."""
        xs, ys = self.xs, self.ys
        high = len(ys)
        goal_i, goal_j = bisect_left(xs, end.x), bisect_left(ys, end.y)
        first = _STEPS.index(heading)
        last = _STEPS.index(arriving)
        begin = (bisect_left(xs, start.x) * high + bisect_left(ys, start.y)) * 4 + first
        cost: dict[int, float] = {begin: 0.0}
        origin: dict[int, int] = {}
        queue = [(0.0, 0, begin)]
        done: set[int] = set()
        count = 0
        while queue and self.steps < MAX_STEPS:
            self.steps += 1
            _, _, state = heappop(queue)
            if state in done:
                continue
            done.add(state)
            spot, direction = divmod(state, 4)
            i, j = divmod(spot, high)
            if i == goal_i and j == goal_j and (direction - last) % 4 != 2:
                return self._corners(state, origin, begin)
            for turn in (0, 1, 3):
                towards = (direction + turn) % 4
                dx, dy = _STEPS[towards]
                to_i, to_j = i + dx, j + dy
                if not (0 <= to_i < len(xs) and 0 <= to_j < high):
                    continue
                step = self._flat[j][min(i, to_i)] if dx else self._steep[i][min(j, to_j)]
                if step == float("inf"):
                    continue
                so_far = cost[state] + step + (BEND if turn else 0)
                if to_i == goal_i and to_j == goal_j and towards != last:
                    so_far += BEND
                following = (to_i * high + to_j) * 4 + towards
                if so_far < cost.get(following, float("inf")):
                    cost[following] = so_far
                    origin[following] = state
                    count += 1
                    away_x, away_y = abs(xs[to_i] - end.x), abs(ys[to_j] - end.y)
                    # What does not lie straight ahead takes at least a bend.
                    straight = away_y == 0 if dx else away_x == 0
                    rest = away_x + away_y + (0 if straight else BEND)
                    heappush(queue, (so_far + rest, count, following))
        return None

    def _corners(self, state: int, origin: dict[int, int], begin: int) -> list[Point]:
        spots = [state // 4]
        while state != begin:
            state = origin[state]
            spots.append(state // 4)
        high = len(self.ys)
        return straightened([Point(self.xs[spot // high], self.ys[spot % high]) for spot in reversed(spots)])


def straightened(points: Sequence[Point]) -> list[Point]:
    """The same way without doubled points and without points in the middle of a straight line."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (
            (kept[-2].x == kept[-1].x == point.x and (kept[-1].y - kept[-2].y) * (point.y - kept[-1].y) >= 0)
            or (kept[-2].y == kept[-1].y == point.y and (kept[-1].x - kept[-2].x) * (point.x - kept[-1].x) >= 0)
        ):
            kept[-1] = point
        else:
            kept.append(point)
    return kept


def _tracks(wanted: Iterable[float], fixed: Iterable[float], pitch: float) -> list[float]:
    kept = sorted(set(fixed))
    for value in sorted(set(wanted)):
        at = bisect_left(kept, value)
        if all(abs(value - near) >= 2 for near in kept[max(at - 1, 0) : at + 1]):
            kept.insert(at, value)
    filled: list[float] = []
    for low, high in pairwise(kept):
        filled.append(low)
        parts = min(int((high - low) // pitch), 3)
        filled.extend(low + (high - low) * part / parts for part in range(1, parts))
    filled.append(kept[-1])
    return filled if len(filled) <= MAX_TRACKS else kept
