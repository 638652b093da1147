"""Where the arrows' labels go: beside a long straight part of their arrow, and on no line, card, title or other label.

A label tries its own arrow's every part, both sides, several places and sizes. One that finds no place there steps
aside and is joined to its arrow by a thin leader.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from app.diagram.geometry import Box, Point, around, crosses, hull, span
from app.diagram.spec import Label, Spec
from app.diagram.theme import STROKES
from app.model import Semantics

GAP = 3.0
"""Between a label and a line."""
_AWAY = (22.0, 32.0, 44.0, 58.0, 74.0, 92.0, 115.0, 140.0, 170.0, 205.0, 245.0, 290.0)
"""How far a label may step aside."""
_TURNS = (0, 0.5, -0.5, 1, -1)
_DIRECTIONS = tuple((dx, dy) for dx in _TURNS for dy in (-1, 1, 0, 0.5, -0.5) if max(abs(dx), abs(dy)) == 1)
BADGE = (15.0, 15.0)
"""The size of a number that stands for words that fit nowhere."""
_CLOSED = 10_000.0
"""The price of a leader that cannot be."""
_CLOSE = 7.0
"""A label this near to another arrow's line may be taken for its label."""

Line = tuple[Point, Point, float]
"""A straight line and half its thickness."""


def drawn(spec: Spec, routes: Sequence[Sequence[Point]]) -> list[list[Line]]:
    """For each arrow the lines that it covers, heads included."""
    found = []
    for arrow, way in zip(spec.arrows, routes, strict=True):
        stroke = STROKES[Semantics(arrow.semantics)]
        lines = [(a, b, stroke.half) for a, b in pairwise(way)]
        reach = stroke.head_length + 2
        lines.append((way[-1], _towards(way[-1], way[-2], reach), stroke.reach))
        lines.append((way[0], _towards(way[0], way[1], reach), stroke.reach))
        found.append(lines)
    return found


def _towards(a: Point, b: Point, distance: float) -> Point:
    length = hypot(b.x - a.x, b.y - a.y) or 1.0
    share = min(distance / length, 1.0)
    return Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)


@dataclass(frozen=True, slots=True)
class _Choice:
    score: float
    label: Label


class Labeller:
    """Places the labels of one drawing."""

    def __init__(
        self,
        spec: Spec,
        boxes: Sequence[Box],
        services: Sequence[Box | None],
        titles: Sequence[Box | None],
        routes: Sequence[Sequence[Point]],
    ) -> None:
        self.spec = spec
        self.routes = routes
        self.lines = drawn(spec, routes)
        self.solid = [box.grow(GAP) for box in boxes] + [title.grow(GAP) for title in titles if title is not None]
        self.edges: list[Box] = []
        for service in services:
            if service is not None:
                left, top, right, bottom = service
                self.edges += [
                    Box(left, top, right, top).grow(2),
                    Box(left, bottom, right, bottom).grow(2),
                    Box(left, top, left, bottom).grow(2),
                    Box(right, top, right, bottom).grow(2),
                ]
        flat = [line for lines in self.lines for line in lines]
        self.askew = [(a, b, half) for a, b, half in flat if a.x != b.x and a.y != b.y]
        self.closed = (
            self.solid + self.edges + [span(a, b, half + GAP - 0.5) for a, b, half in flat if a.x == b.x or a.y == b.y]
        )
        self.placed: list[Label | None] = [None] * len(routes)
        self.leaders: list[tuple[Point, Point]] = []

    def run(self) -> list[Label | None]:
        """Place every label, those with the least choice first."""
        choices = {
            at: self._choices(at, range(len(arrow.labels))) for at, arrow in enumerate(self.spec.arrows) if arrow.labels
        }
        aside = []
        for at in sorted(choices, key=lambda at: (len(choices[at]), at)):
            label = next((choice.label for choice in choices[at] if not self._taken(choice.label.box)), None)
            self.placed[at] = label
            if label is None:
                aside.append(at)
        for at in aside:
            words = range(len(self.spec.arrows[at].labels))
            self.placed[at] = label = self._aside(at, words) or self._badge(at)
            if label is not None and label.leader is not None:
                self.leaders.append(label.leader)
        return self.placed

    def _free(self, box: Box, closed: Sequence[Box]) -> bool:
        left, top, right, bottom = box
        for other_left, other_top, other_right, other_bottom in closed:
            if left < other_right and other_left < right and top < other_bottom and other_top < bottom:
                return False
        return not any(crosses(a, b, box.grow(half + GAP - 0.5)) for a, b, half in self.askew)

    def _badge(self, at: int) -> Label | None:
        """A place for a small number, where no words fit; the words then stand below the drawing."""
        badge = range(len(self.spec.arrows[at].labels), len(self.spec.arrows[at].labels) + 1)
        places = (choice.label for choice in self._choices(at, badge))
        return next((label for label in places if not self._taken(label.box)), None) or self._aside(at, badge)

    def _sizes(self, at: int, which: range) -> list[tuple[int, tuple[float, float]]]:
        sizes = (*self.spec.arrows[at].labels, BADGE)
        return [(number, sizes[number]) for number in which]

    def _choices(self, at: int, which: range) -> list[_Choice]:
        """All free places beside the arrow, the best first."""
        room = hull([span(a, b) for a, b in pairwise(self.routes[at])])
        widest = max(max(size) for size in self.spec.arrows[at].labels) + 30
        reach = room.grow(widest)
        closed = [box for box in self.closed if box.overlaps(reach)]
        others = [
            span(a, b, half + _CLOSE) for other, lines in enumerate(self.lines) if other != at for a, b, half in lines
        ]
        near = [box for box in others if box.overlaps(reach)]
        found = []
        for score, size, box in self._beside(at, which):
            if self._free(box, closed):
                close = any(box.overlaps(other) for other in near)
                found.append(_Choice(score + 22 * close, Label(size, box)))
        return sorted(found, key=lambda choice: choice.score)

    def _taken(self, box: Box) -> bool:
        wide = box.grow(2 * GAP)
        return any(label is not None and label.box.overlaps(wide) for label in self.placed) or any(
            crosses(a, b, wide) for a, b in self.leaders
        )

    def _beside(self, at: int, which: range) -> Iterator[tuple[float, int, Box]]:
        """Places at either side of each part of the arrow: how bad each is, the label's size, its box."""
        stroke = STROKES[Semantics(self.spec.arrows[at].semantics)]
        for size, (width, height) in self._sizes(at, which):
            for a, b in pairwise(self.routes[at]):
                if a.x != b.x and a.y != b.y:
                    continue
                flat = a.y == b.y
                length = abs(b.x - a.x) + abs(b.y - a.y)
                own = width if flat else height
                slack = max(length - own, 0.0) / 2
                overhang = max(own + 8 - length, 0.0)
                middle = Point((a.x + b.x) / 2, (a.y + b.y) / 2)
                shifts = {0.0, 6.0, 12.0, slack / 2, slack * 0.85, slack + 10}
                for shift in sorted({sign * value for value in shifts for sign in (1, -1)}, key=abs):
                    for offset in (stroke.half + GAP, stroke.reach + GAP):
                        for sign in (-1, 1):
                            if flat:
                                centre = Point(middle.x + shift, middle.y + sign * (offset + height / 2))
                            else:
                                centre = Point(middle.x - sign * (offset + width / 2), middle.y + shift)
                            box = around(centre, width, height)
                            score = size * 24 + (sign > 0) * 9 + abs(shift) * 0.35 + overhang * 0.8 + offset * 0.5
                            score += 8 * (flat == self.spec.tall) - min(length, 160) * 0.1
                            yield score, size, box

    def _aside(self, at: int, which: range) -> Label | None:
        """A free place farther away, with a leader that crosses no card and no label, and few lines."""
        best: _Choice | None = None
        anchors = [
            Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
            for a, b in pairwise(self.routes[at])
            for share in (0.5, 0.25, 0.75)
        ]
        for size, (width, height) in self._sizes(at, which):
            for anchor in anchors:
                for away in _AWAY:
                    if best is not None and away + size * 10 >= best.score:
                        break
                    for dx, dy in _DIRECTIONS:
                        centre = Point(anchor.x + dx * (away + width / 2), anchor.y + dy * (away + height / 2))
                        box = around(centre, width, height)
                        if not self._free(box, self.closed) or self._taken(box):
                            continue
                        touch = Point(min(max(anchor.x, box.left), box.right), min(max(anchor.y, box.top), box.bottom))
                        score = away + size * 10 + self._leader_price(at, touch, anchor)
                        if score < _CLOSED and (best is None or score < best.score):
                            best = _Choice(score, Label(size, box, (touch, anchor)))
        return best.label if best else None

    def _leader_price(self, at: int, touch: Point, anchor: Point) -> float:
        if any(crosses(touch, anchor, solid) for solid in self.solid):
            return _CLOSED
        if any(label is not None and crosses(touch, anchor, label.box) for label in self.placed):
            return _CLOSED
        other_lines = (
            span(a, b, half) for other, lines in enumerate(self.lines) if other != at for a, b, half in lines
        )
        return 60.0 * sum(crosses(touch, anchor, line) for line in other_lines) + 15.0 * sum(
            crosses(touch, anchor, edge) for edge in self.edges
        )
