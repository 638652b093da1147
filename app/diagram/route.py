"""The way of each arrow from card to card: straight where it can be, else with right angles, around all other cards.

Plain connections (one or two bends, at a well-chosen place) are tried first; the search steps in where none is clear.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.diagram.bends import bent_sides, bent_way
from app.diagram.geometry import Box, Point, crosses, hits, span
from app.diagram.ports import Port, Side, assign, choose_sides, sketch
from app.diagram.search import BEND, CONFLICT, CROSSING, Grid, straightened
from app.diagram.spec import Spec

HARD = 100_000.0
"""The price of passing through a card."""
_BESIDE = 12.0
"""Nearer than this, an arrow runs along a boundary, which looks as if it belonged to it."""
_BESIDE_BOUNDARY = 50.0
_STEP = 8.0
"""Between two places that are tried for a bend."""
_STEPS = 120_000
"""How many steps one drawing's searches may take to make it nicer, half a second in all; the catalog's take few."""
_MOST_STEPS = 200_000
"""How many they may take at all."""
_CROWDED = 60
"""With more arrows than this, a quarter of the steps has to do: more would make nothing clear."""
_WEIGHED = 60_000
"""How often one arrow is held against another, in all; the catalog's fullest drawing does it some thousand times."""
_CLASH = 11.0
"""Nearer than this, the lines of two parallel arrows can touch."""
MAX_ROUTED = 100
"""With more arrows than this, all run straight: nobody follows single lines there, and it has to end in time."""

Route = list[Point]


def route(spec: Spec, boxes: Sequence[Box], services: Sequence[Box | None]) -> list[Route]:
    """The middle line of each arrow."""
    if len(spec.arrows) > MAX_ROUTED and not any(arrow.bends for arrow in spec.arrows):
        return [direct(boxes[arrow.source], boxes[arrow.target], spec.scale.stub) for arrow in spec.arrows]
    sides = [
        bent_sides(boxes[arrow.source], arrow.bends, boxes[arrow.target], plain) if arrow.bends else plain
        for arrow, plain in zip(spec.arrows, choose_sides(spec, boxes), strict=True)
    ]
    ports = assign(spec, boxes, sides)
    if len(spec.arrows) > MAX_ROUTED:
        return [
            bent_way(start, arrow.bends, end)
            if arrow.bends
            else direct(boxes[arrow.source], boxes[arrow.target], spec.scale.stub)
            for arrow, (start, end) in zip(spec.arrows, ports, strict=True)
        ]
    return _Router(spec, boxes, services, ports).run()


def direct(one: Box, other: Box, stub: float) -> Route:
    """A straight line between the borders of two cards, whatever is between; a small loop for a card and itself."""
    if one == other:
        x, y = one.centre.x, one.top
        return [Point(x - stub, y), Point(x - stub, y - stub), Point(x + stub, y - stub), Point(x + stub, y)]
    a, b = one.centre, other.centre
    if a == b:
        return [Point(one.right, a.y), Point(one.right + stub, a.y)]

    def border(box: Box, towards: Point) -> Point:
        middle = box.centre
        dx, dy = towards.x - middle.x, towards.y - middle.y
        scale = min(
            (box.width / 2 / abs(dx)) if dx else float("inf"),
            (box.height / 2 / abs(dy)) if dy else float("inf"),
        )
        return Point(round(middle.x + dx * scale, 1), round(middle.y + dy * scale, 1))

    return [border(one, b), border(other, a)]


class _Router:
    def __init__(
        self,
        spec: Spec,
        boxes: Sequence[Box],
        services: Sequence[Box | None],
        ports: Sequence[tuple[Port, Port]],
    ) -> None:
        self.spec = spec
        self.scale = spec.scale
        self.boxes = boxes
        self.wide = [box.grow(spec.scale.clearance) for box in boxes]
        self.narrow = [box.grow(-0.5) for box in boxes]
        self.services = [service for service in services if service is not None]
        edges = [side for service in self.services for side in _sides(service)]
        self.flat_edges = [span(a, b, _BESIDE) for a, b in edges if a.y == b.y]
        # Nor do arrows run along the band of a title.
        self.flat_edges += [
            Box(box.left, box.top, box.right, box.top + spec.services[at].height + 14)
            for at, box in enumerate(services)
            if box is not None and spec.services[at].height
        ]
        self.steep_edges = [span(a, b, _BESIDE) for a, b in edges if a.x == b.x]
        self.ports = ports
        self.apart = spec.scale.pitch - 4
        self.routes: list[Route] = [[] for _ in spec.arrows]
        self.stubs = [tuple(self._stub(at, end) for end in (0, 1)) for at in range(len(spec.arrows))]
        self.crowd = self._crowd()
        self.steps = 0
        self.weighed = 0
        self.thrift = 4 if len(spec.arrows) > _CROWDED else 1

    def run(self) -> list[Route]:
        """Route all arrows, those with bends of their own first, then improve those that got in the way of others."""
        led = [at for at, arrow in enumerate(self.spec.arrows) if arrow.bends]
        for at in led:
            start, end = self.ports[at]
            self.routes[at] = bent_way(start, self.spec.arrows[at].bends, end)
        order = sorted({*range(len(self.routes))} - {*led}, key=self._difficulty)
        for at in order:
            self.routes[at] = self._find(at)
        for _ in range(2):
            if self.weighed >= _WEIGHED:
                break
            changed = False
            for at in order:
                before = self.routes[at]
                price = self._price(at, before)
                if self._plain_price(at, before) < price:
                    self.routes[at] = []
                    after = self._find(at)
                    better = self._price(at, after) < price - 1
                    self.routes[at] = after if better else before
                    changed = changed or better
            if not changed:
                break
        return self.routes

    def _difficulty(self, at: int) -> tuple[int, float, int]:
        start, end = self.ports[at]
        line = sketch(start, end, 0)
        return (len(line) if line else 9, abs(start.at.x - end.at.x) + abs(start.at.y - end.at.y), at)

    def _stub(self, at: int, end: int) -> float:
        """How far the arrow may run straight out of its card without touching what is in front."""
        port = self.ports[at][end]
        far = port.ahead(self.scale.stub * 2)
        own = (self.spec.arrows[at].source, self.spec.arrows[at].target)[end]
        free = self.scale.stub * 2
        for other, box in enumerate(self.boxes):
            if other != own and crosses(port.at, far, box.grow(self.scale.clearance - 1)):
                dx, dy = port.side.out
                near = (box.left if dx > 0 else box.right) if dx else (box.top if dy > 0 else box.bottom)
                free = min(free, max(abs(near - (port.at.x if dx else port.at.y)), 2))
        return min(self.scale.stub, free / 2)

    def _crowd(self) -> list[tuple[int, int]]:
        """For each arrow, how many arrows share its side at the source and at the target."""
        shared: dict[tuple[int, Side], int] = {}
        for at, arrow in enumerate(self.spec.arrows):
            for node, port in ((arrow.source, self.ports[at][0]), (arrow.target, self.ports[at][1])):
                shared[node, port.side] = shared.get((node, port.side), 0) + 1
        return [
            (shared[arrow.source, self.ports[at][0].side], shared[arrow.target, self.ports[at][1].side])
            for at, arrow in enumerate(self.spec.arrows)
        ]

    def _find(self, at: int) -> Route:
        best: Route = []
        lowest = float("inf")
        for line, wish in self._plain(at):
            price = self._plain_price(at, line) + wish
            if price < lowest and self.weighed < _WEIGHED:
                self.weighed += len(self.routes)
                price += self._disturbance(at, line)
            if price < lowest:
                best, lowest = line, price
        if lowest < CONFLICT:
            return best
        # Needed where every plain way is closed; elsewhere it makes things nicer, while the budget lasts.
        budget = _MOST_STEPS if lowest >= HARD else _STEPS
        searched = self._search(at) if self.steps < budget // self.thrift else None
        if searched and self._price(at, searched) < lowest:
            return searched
        if best and lowest < HARD:
            return best
        arrow = self.spec.arrows[at]
        return direct(self.boxes[arrow.source], self.boxes[arrow.target], self.scale.stub)

    def _plain(self, at: int) -> Iterator[tuple[Route, float]]:
        """Connections with at most two bends, each with the price of not bending where one would like it."""
        start, end = self.ports[at]
        line = sketch(start, end, min(self.stubs[at]))
        if line is None:
            return
        if len(line) < 4:
            yield line, 0.0
            return
        flat = start.side.flat
        a, b = start.at, end.at
        out = start.ahead(self.stubs[at][0])
        back = end.ahead(self.stubs[at][1])
        first, last = (out.x, back.x) if flat else (out.y, back.y)
        if start.side == end.side:
            away = 1 if start.side in {Side.RIGHT, Side.BOTTOM} else -1
            base = max(first * away, last * away) * away
            bends = [base + away * _STEP * step for step in range(24)]
            wish = base
        else:
            low, high = sorted((first, last))
            steps = [_STEP * step for step in range(9)]
            middle = (low + high) / 2
            wish = self._wish(at, first, last)
            tried = {first, last, middle, wish}
            tried.update(wish + step for step in steps)
            tried.update(wish - step for step in steps)
            tried.update(low + step for step in steps)
            tried.update(high - step for step in steps)
            bends = sorted(value for value in tried if low <= value <= high)
        for bend in bends:
            if flat:
                yield [a, Point(bend, a.y), Point(bend, b.y), b], abs(bend - wish) * 0.3
            else:
                yield [a, Point(a.x, bend), Point(b.x, bend), b], abs(bend - wish) * 0.3

    def _wish(self, at: int, first: float, last: float) -> float:
        """Fanning out, arrows part soon; fanning in, they meet late; so labels find long straight lines."""
        source, target = self.crowd[at]
        if source > target:
            return first
        if target > source:
            return last
        return (first + last) / 2 if not self.spec.arrows[at].labels else first

    def _search(self, at: int) -> Route | None:
        arrow = self.spec.arrows[at]
        start, end = self.ports[at]
        out, back = start.ahead(self.stubs[at][0]), end.ahead(self.stubs[at][1])
        beside = self.scale.clearance + 1
        xs = [edge for box in self.boxes for edge in (box.left - beside, box.right + beside)]
        ys = [edge for box in self.boxes for edge in (box.top - beside, box.bottom + beside)]
        margin = self.scale.stub * 2
        xs += [min(xs) - margin, max(xs) + margin]
        ys += [min(ys) - margin, max(ys) + margin]
        lines = [pair for way in self._others(at) for pair in pairwise(way)]
        for a, b in lines:
            (ys if a.y == b.y else xs).extend(
                (a.y if a.y == b.y else a.x) + offset for offset in (-self.apart - 1, self.apart + 1)
            )
        grid = Grid(xs, ys, (out, back), self.scale.pitch)
        for box in self.wide:
            grid.block(box.grow(0.5))
        for service in self.services:
            for a, b in _sides(service):
                grid.block(span(a, b, _BESIDE), _BESIDE_BOUNDARY / 4)
        for a, b in lines:
            if a.x == b.x or a.y == b.y:
                grid.occupy(a, b, self.apart)
        dx, dy = end.side.out
        if arrow.source == arrow.target:
            return None
        way = grid.path(out, start.side.out, back, (-dx, -dy))
        self.steps += grid.steps
        return straightened([start.at, *way, end.at]) if way else None

    def _others(self, at: int) -> Iterator[Route]:
        """The ways that this arrow should keep off. Errors that end at the same place may join."""
        arrow, port = self.spec.arrows[at], self.ports[at][1]
        for other, way in enumerate(self.routes):
            if other == at or not way:
                continue
            joins = arrow.semantics == "error" == self.spec.arrows[other].semantics
            if not (joins and self.ports[other][1] == port):
                yield way

    def _plain_price(self, at: int, line: Route) -> float:
        """What the way would cost if there were no other arrows."""
        length = sum(abs(a.x - b.x) + abs(a.y - b.y) for a, b in pairwise(line))
        return length * 0.2 + BEND * (len(line) - 2) + self._blocked(at, line)

    def _blocked(self, at: int, line: Route) -> float:
        arrow = self.spec.arrows[at]
        price = 0.0
        final = len(line) - 2
        for part, (a, b) in enumerate(pairwise(line)):
            count = hits(a, b, self.wide)
            # The first and the last part touch their own cards.
            own = {arrow.source} if part == 0 else set()
            if part == final:
                own.add(arrow.target)
            for node in own:
                count += hits(a, b, (self.narrow[node],)) - hits(a, b, (self.wide[node],))
            price += HARD * count + _BESIDE_BOUNDARY * hits(a, b, self.flat_edges if a.y == b.y else self.steep_edges)
        return price

    def _price(self, at: int, line: Route) -> float:
        return self._plain_price(at, line) + self._disturbance(at, line)

    def _disturbance(self, at: int, line: Route) -> float:
        """What it costs to cross other arrows, or to run along them too closely."""
        price = 0.0
        apart = self.apart
        own = [(a.y == b.y, *span(a, b)) for a, b in pairwise(line)]
        for way in self._others(at):
            for c, d in pairwise(way):
                left, top, right, bottom = span(c, d)
                flat = c.y == d.y
                for own_flat, own_left, own_top, own_right, own_bottom in own:
                    if own_flat != flat:
                        across = left - 2 < own_right and own_left - 2 < right
                        if across and top - 2 < own_bottom and own_top - 2 < bottom:
                            price += CROSSING
                    elif flat:
                        if abs(top - own_top) < apart and left < own_right and own_left < right:
                            price += CONFLICT
                    elif abs(left - own_left) < apart and top < own_bottom and own_top < bottom:
                        price += CONFLICT
        return price


def _sides(box: Box) -> tuple[tuple[Point, Point], ...]:
    corners = (
        Point(box.left, box.top),
        Point(box.right, box.top),
        Point(box.right, box.bottom),
        Point(box.left, box.bottom),
    )
    return tuple(zip(corners, (*corners[1:], corners[0]), strict=True))


def clashes(spec: Spec, routes: Sequence[Sequence[Point]]) -> int:
    """How many parts of arrows run on one another; errors may, before their common target."""
    parts = [(at, a.y == b.y, *span(a, b)) for at, way in enumerate(routes) for a, b in pairwise(way)]
    count = 0
    for number, (at, flat, left, top, right, bottom) in enumerate(parts):
        arrow = spec.arrows[at]
        for other_at, other_flat, other_left, other_top, other_right, other_bottom in parts[:number]:
            if other_at == at or other_flat != flat:
                continue
            near = abs(top - other_top) < _CLASH if flat else abs(left - other_left) < _CLASH
            if near and left - 1 < other_right and other_left - 1 < right:
                shared = (
                    min(right, other_right) - max(left, other_left)
                    if flat
                    else min(bottom, other_bottom) - max(top, other_top)
                )
                other = spec.arrows[other_at]
                joins = arrow.semantics == other.semantics == "error" and arrow.target == other.target
                count += shared > _CLASH / 2 and not joins
    return count
