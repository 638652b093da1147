"""At which side of its two components an arrow begins and ends, and at which place of that side."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from app.diagram.geometry import Box, Point, hits
from app.diagram.spec import Spec


class Side(IntEnum):
    """A side of a card; opposite ones are two apart."""

    RIGHT = 0
    BOTTOM = 1
    LEFT = 2
    TOP = 3

    @property
    def opposite(self) -> "Side":
        """The side that looks the other way."""
        return Side((self + 2) % 4)

    @property
    def flat(self) -> bool:
        """Whether an arrow leaves it horizontally."""
        return self in {Side.RIGHT, Side.LEFT}

    @property
    def out(self) -> tuple[int, int]:
        """The direction away from the card."""
        return ((1, 0), (0, 1), (-1, 0), (0, -1))[self]


@dataclass(frozen=True, slots=True)
class Port:
    """Where an arrow touches a card."""

    at: Point
    side: Side

    def ahead(self, distance: float) -> Point:
        """The point at that distance in front of the card."""
        dx, dy = self.side.out
        return Point(self.at.x + dx * distance, self.at.y + dy * distance)


def edge(box: Box, side: Side) -> float:
    """The coordinate of a side: x for left and right, y for top and bottom."""
    return (box.right, box.bottom, box.left, box.top)[side]


def room(box: Box, side: Side) -> tuple[float, float]:
    """From where to where a side runs."""
    return (box.top, box.bottom) if side.flat else (box.left, box.right)


def port(box: Box, side: Side, along: float) -> Port:
    """The port at that coordinate of a side."""
    return Port(Point(edge(box, side), along) if side.flat else Point(along, edge(box, side)), side)


def faces(one: Box, side: Side, other: Box) -> float:
    """How far the other card lies in front of that side; negative where it does not."""
    far = edge(other, side.opposite) - edge(one, side)
    return far if side in {Side.RIGHT, Side.BOTTOM} else -far


def choose_sides(spec: Spec, boxes: Sequence[Box]) -> list[tuple[Side, Side]]:
    """For each arrow the sides that make it short, straight and clear of the other cards."""
    ahead = Side.BOTTOM if spec.tall else Side.RIGHT
    chosen: dict[tuple[int, int], tuple[Side, Side]] = {}
    found = []
    for arrow in spec.arrows:
        ends = (arrow.source, arrow.target)
        if ends[0] == ends[1]:
            loop = Side.RIGHT if spec.tall else Side.TOP
            found.append((loop, loop))
            continue
        if ends not in chosen:
            back = chosen.get(ends[::-1])
            chosen[ends] = (back[1], back[0]) if back else _best(spec, boxes, *ends, ahead)
        found.append(chosen[ends])
    return found


def _best(spec: Spec, boxes: Sequence[Box], source: int, target: int, ahead: Side) -> tuple[Side, Side]:
    one, other = boxes[source], boxes[target]
    blocks = [box.grow(spec.scale.clearance) for at, box in enumerate(boxes) if at not in {source, target}]
    stub = spec.scale.stub

    def cost(leaving: Side, arriving: Side) -> float:
        line = sketch(port(one, leaving, _middle(one, leaving)), port(other, arriving, _middle(other, arriving)), stub)
        if line is None:
            return 3_000 + _against(leaving, ahead) + _against(arriving.opposite, ahead)
        length = sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(line))
        count = sum(hits(a, b, blocks) for a, b in pairwise(line))
        bends = len(line) - 2
        return length + 45 * bends + 400 * count + _against(leaving, ahead) + _against(arriving.opposite, ahead)

    pairs = [(leaving, arriving) for leaving in Side for arriving in Side]
    return min(pairs, key=lambda pair: cost(*pair))


def _against(direction: Side, ahead: Side) -> float:
    """The price of moving that way: with the flow, against it, across it."""
    return 0 if direction == ahead else 40 if direction == ahead.opposite else 60


def _middle(box: Box, side: Side) -> float:
    low, high = room(box, side)
    return (low + high) / 2


def sketch(start: Port, end: Port, stub: float) -> list[Point] | None:
    """The plain connection of two ports, if it has at most two bends."""
    a, b = start.at, end.at
    flat = start.side.flat
    if start.side == end.side:
        far = max if start.side in {Side.RIGHT, Side.BOTTOM} else min
        p, q = start.ahead(stub), end.ahead(stub)
        if flat:
            x = far(p.x, q.x)
            return [a, Point(x, a.y), Point(x, b.y), b]
        y = far(p.y, q.y)
        return [a, Point(a.x, y), Point(b.x, y), b]
    dx, dy = start.side.out
    distance = (b.x - a.x) * dx + (b.y - a.y) * dy
    if start.side.opposite == end.side:
        if distance <= 0:
            return None
        if (a.y == b.y) if flat else (a.x == b.x):
            return [a, b]
        if distance < 2 * stub:
            return None
        middle = ((a.x + b.x) / 2) if flat else ((a.y + b.y) / 2)
        if flat:
            return [a, Point(middle, a.y), Point(middle, b.y), b]
        return [a, Point(a.x, middle), Point(b.x, middle), b]
    ex, ey = end.side.out
    if distance < stub or (a.x - b.x) * ex + (a.y - b.y) * ey < stub:
        return None
    return [a, Point(b.x, a.y) if flat else Point(a.x, b.y), b]


@dataclass(slots=True, eq=False)
class _End:
    """One end of an arrow, at a side of a card; error arrows with the same target share theirs."""

    others: list[tuple[float, float]]
    along: float | None = None
    place: int = 0

    @property
    def key(self) -> tuple[float, float]:
        """What decides the order on a side: where the other ends are, on average."""
        return (sum(where for where, _ in self.others) / len(self.others), self.others[0][1])


_Shelves = Mapping[tuple[int, Side], list[_End]]
_Ends = Mapping[tuple[int, bool], _End]


def assign(spec: Spec, boxes: Sequence[Box], sides: Sequence[tuple[Side, Side]]) -> list[tuple[Port, Port]]:
    """The two ports of each arrow. Arrows that can run straight do; the others take their places around them."""
    shelves: dict[tuple[int, Side], list[_End]] = defaultdict(list)
    ends: dict[tuple[int, bool], _End] = {}
    shared: dict[tuple[int, Side], list[_End]] = defaultdict(list)
    for at, arrow in enumerate(spec.arrows):
        for last, node, other in ((False, arrow.source, arrow.target), (True, arrow.target, arrow.source)):
            side = sides[at][last]
            middle = arrow.bends[-1 if last else 0] if arrow.bends else boxes[other].centre
            # Loops end beside where they begin; parallel arrows keep their order at both ends.
            end = _End([(middle.y if side.flat else middle.x, at + 0.5 * last)])
            together = shared[node, side]
            if last and arrow.semantics == "error" and arrow.source != arrow.target:
                if together:
                    together[0].others += end.others
                    ends[at, last] = together[0]
                    continue
                together.append(end)
            ends[at, last] = end
            shelves[node, side].append(end)
    for shelf in shelves.values():
        shelf.sort(key=lambda end: end.key)
        for place, end in enumerate(shelf):
            end.place = place
    _straighten(spec, boxes, sides, shelves, ends)
    for (node, side), shelf in shelves.items():
        _fill(boxes[node], side, shelf, _pitch(spec, boxes[node], side, len(shelf)))
    found = []
    for at, arrow in enumerate(spec.arrows):
        leaving, arriving = sides[at]
        start = port(boxes[arrow.source], leaving, ends[at, False].along or 0.0)
        found.append((start, port(boxes[arrow.target], arriving, ends[at, True].along or 0.0)))
    return found


def _pitch(spec: Spec, box: Box, side: Side, count: int) -> float:
    low, high = room(box, side)
    return min(spec.scale.pitch, (high - low - 12) / max(1, count - 1))


def _straighten(
    spec: Spec, boxes: Sequence[Box], sides: Sequence[tuple[Side, Side]], shelves: _Shelves, ends: _Ends
) -> None:
    """Give both ends of an arrow the same coordinate where its cards face each other and have room for it."""
    groups: dict[frozenset[tuple[int, Side]], list[int]] = defaultdict(list)
    for at, arrow in enumerate(spec.arrows):
        leaving, arriving = sides[at]
        if (
            not arrow.bends
            and leaving.opposite == arriving
            and faces(boxes[arrow.source], leaving, boxes[arrow.target]) > 0
        ):
            groups[frozenset({(arrow.source, leaving), (arrow.target, arriving)})].append(at)
    for members in groups.values():
        for number, at in enumerate(members):
            arrow = spec.arrows[at]
            low, high = float("-inf"), float("inf")
            wish = 0.0
            pitch = spec.scale.pitch
            for last, node in ((False, arrow.source), (True, arrow.target)):
                side = sides[at][last]
                shelf = shelves[node, side]
                step = _pitch(spec, boxes[node], side, len(shelf))
                pitch = min(pitch, step)
                begin, end = room(boxes[node], side)
                place = ends[at, last].place
                low = max(low, begin + 6 + step * place)
                high = min(high, end - 6 - step * (len(shelf) - 1 - place))
                wish += (begin + end) / 4
            if low > high + 0.01:
                continue
            wish += (number - (len(members) - 1) / 2) * pitch
            along = min(max(wish, low), high)
            fits = all(
                _in_order(ends[at, last], along, shelves[node, sides[at][last]], pitch)
                for last, node in ((False, arrow.source), (True, arrow.target))
            )
            if fits:
                ends[at, False].along = ends[at, True].along = along


def _in_order(end: _End, along: float, shelf: Sequence[_End], pitch: float) -> bool:
    """Whether an end can be there without coming too near to others, or past them."""
    for other in shelf:
        if other.along is None:
            continue
        if other is end:
            if abs(along - other.along) > 0.01:
                return False
        else:
            places = end.place - other.place
            if (along - other.along) * places < pitch * places**2 - 0.01:
                return False
    return True


def _fill(box: Box, side: Side, shelf: Sequence[_End], pitch: float) -> None:
    """Places for the ends that are not straight, in order around those that are."""
    low, high = room(box, side)
    fixed = [place for place, end in enumerate(shelf) if end.along is not None]
    if not fixed:
        for place, end in enumerate(shelf):
            end.along = (low + high) / 2 + (place - (len(shelf) - 1) / 2) * pitch
        return
    for place in range(fixed[0] - 1, -1, -1):
        shelf[place].along = (shelf[place + 1].along or 0.0) - pitch
    for place in range(fixed[-1] + 1, len(shelf)):
        shelf[place].along = (shelf[place - 1].along or 0.0) + pitch
    for before, after in pairwise(fixed):
        begin, close = shelf[before].along or 0.0, shelf[after].along or 0.0
        for place in range(before + 1, after):
            shelf[place].along = begin + (close - begin) * (place - before) / (after - before)
