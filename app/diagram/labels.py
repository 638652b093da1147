"""Where the arrows' labels go: beside a long straight part of their arrow, and on no line, card, title or other label.

A label tries its own arrow's every part, both sides, several places and sizes. One that finds no place there steps
aside and is joined to its arrow by a thin leader.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from app.diagram.geometry import Box, Point, crosses, span
from app.diagram.spec import Label, Spec
from app.diagram.theme import STROKES
from app.model import Semantics

GAP = 3.0
"""Between a label and a line."""
_AWAY = (26.0, 40.0, 58.0, 80.0, 110.0, 150.0)
"""How far a label may step aside."""
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
        for service in services:
            if service is not None:
                left, top, right, bottom = service
                self.solid += [
                    Box(left, top, right, top).grow(2),
                    Box(left, bottom, right, bottom).grow(2),
                    Box(left, top, left, bottom).grow(2),
                    Box(right, top, right, bottom).grow(2),
                ]
        self.placed: list[Label | None] = [None] * len(routes)
        self.leaders: list[tuple[Point, Point]] = []

    def run(self) -> list[Label | None]:
        """Place every label, those with the least choice first."""
        choices = {
            at: [choice for choice in self._beside(at) if self._free(choice.label.box)]
            for at, arrow in enumerate(self.spec.arrows)
            if arrow.labels
        }
        for choice_list in choices.values():
            choice_list.sort(key=lambda choice: choice.score)
        aside = []
        for at in sorted(choices, key=lambda at: (len(choices[at]), at)):
            label = next((choice.label for choice in choices[at] if not self._taken(choice.label.box)), None)
            self.placed[at] = label
            if label is None:
                aside.append(at)
        for at in aside:
            self.placed[at] = label = self._aside(at)
            if label is not None and label.leader is not None:
                self.leaders.append(label.leader)
        return self.placed

    def _free(self, box: Box) -> bool:
        if any(box.overlaps(solid) for solid in self.solid):
            return False
        return not any(crosses(a, b, box.grow(half + GAP - 0.5)) for lines in self.lines for a, b, half in lines)

    def _taken(self, box: Box) -> bool:
        wide = box.grow(GAP)
        return any(label is not None and label.box.overlaps(wide) for label in self.placed) or any(
            crosses(a, b, wide) for a, b in self.leaders
        )

    def _near(self, at: int, box: Box) -> bool:
        wide = box.grow(_CLOSE)
        return any(
            crosses(a, b, wide.grow(half))
            for other, lines in enumerate(self.lines)
            if other != at
            for a, b, half in lines
        )

    def _beside(self, at: int) -> Iterator[_Choice]:
        stroke = STROKES[Semantics(self.spec.arrows[at].semantics)]
        for size, (width, height) in enumerate(self.spec.arrows[at].labels):
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
                            box = Box(
                                centre.x - width / 2,
                                centre.y - height / 2,
                                centre.x + width / 2,
                                centre.y + height / 2,
                            )
                            score = size * 24 + (sign > 0) * 9 + abs(shift) * 0.35 + overhang * 0.8 + offset * 0.5
                            score += 8 * (flat == self.spec.tall) - min(length, 160) * 0.1
                            score += 22 * self._near(at, box)
                            yield _Choice(score, Label(size, box))

    def _aside(self, at: int) -> Label | None:
        """A free place farther away, with a leader that touches nothing on its way but, if need be, other arrows."""
        best: _Choice | None = None
        for size, (width, height) in enumerate(self.spec.arrows[at].labels):
            for a, b in pairwise(self.routes[at]):
                anchor = Point((a.x + b.x) / 2, (a.y + b.y) / 2)
                for away in _AWAY:
                    for dx, dy in ((0, -1), (0, 1), (1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1)):
                        centre = Point(anchor.x + dx * (away + width / 2), anchor.y + dy * (away + height / 2))
                        box = Box(
                            centre.x - width / 2, centre.y - height / 2, centre.x + width / 2, centre.y + height / 2
                        )
                        if not self._free(box) or self._taken(box):
                            continue
                        touch = Point(min(max(anchor.x, box.left), box.right), min(max(anchor.y, box.top), box.bottom))
                        price = self._leader_price(at, touch, anchor)
                        score = away + size * 10 + price
                        if price < 1000 and (best is None or score < best.score):
                            best = _Choice(score, Label(size, box, (touch, anchor)))
        return best.label if best else None

    def _leader_price(self, at: int, touch: Point, anchor: Point) -> float:
        if any(crosses(touch, anchor, solid) for solid in self.solid):
            return 1000.0
        if any(label is not None and crosses(touch, anchor, label.box) for label in self.placed):
            return 1000.0
        return 60.0 * sum(
            span(a, b, half).overlaps(span(touch, anchor, 0.5))
            for other, lines in enumerate(self.lines)
            if other != at
            for a, b, half in lines
        )
