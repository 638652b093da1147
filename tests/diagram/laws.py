"""Reads a drawn SVG and finds every breach of the laws of a diagram, knowing nothing of how it was laid out.

The laws: no two cards overlap; no arrow passes through a card; arrows touch the cards that they join; no arrow runs
on another, but for errors that join before their common target; no label, and no title of a service, lies on a line, a
card or another label; a boundary holds its service's cards and no others, and
touches no other boundary; text stays on its card; everything lies inside the view box.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, pairwise
from xml.etree import ElementTree

from app.diagram import text
from app.diagram.geometry import Box, Point, crosses, hull, span
from app.model import Design

_SVG = "{http://www.w3.org/2000/svg}"
SHARED = 6.0
"""How far two arrows may run on one another, in px: where they cross, a bend may touch."""
TOUCH = 3.0
"""How far an arrow's end may be from its card, in px."""


@dataclass
class Line:
    """A drawn line: its points, curves as short pieces, and half its thickness."""

    points: list[Point]
    half: float
    of: str

    @cached_property
    def pieces(self) -> list[tuple[Point, Point]]:
        """Its straight parts."""
        return list(pairwise(self.points))

    @cached_property
    def box(self) -> Box:
        """What it covers."""
        return hull([span(a, b, self.half) for a, b in self.pieces])


@dataclass
class Picture:
    """What can be seen in a drawing."""

    view: Box
    cards: dict[str, Box] = field(default_factory=dict)
    card_texts: list[tuple[str, Box]] = field(default_factory=list)
    boundaries: dict[str, Box] = field(default_factory=dict)
    titles: dict[str, Box] = field(default_factory=dict)
    there: dict[str, Line] = field(default_factory=dict)
    back: dict[str, Line] = field(default_factory=dict)
    heads: dict[str, list[Line]] = field(default_factory=dict)
    crosses: list[Line] = field(default_factory=list)
    labels: list[tuple[str, Box]] = field(default_factory=list)
    notes: list[tuple[str, Box]] = field(default_factory=list)
    leaders: list[Line] = field(default_factory=list)


def _points(d: str) -> list[list[Point]]:
    """The points of a path of M, L, Q and Z, one list for each M."""
    runs: list[list[Point]] = []
    for command, told in re.findall(r"([MLQZ])([^MLQZ]*)", d):
        numbers = [float(number) for number in told.split()]
        spots = [Point(*pair) for pair in zip(numbers[::2], numbers[1::2], strict=True)]
        if command == "M":
            runs.append(spots)
        elif command == "L":
            runs[-1] += spots
        elif command == "Q":
            start, bend, end = runs[-1][-1], *spots
            for step in range(1, 9):
                t = step / 8
                x, y = (
                    (1 - t) ** 2 * one + 2 * t * (1 - t) * two + t**2 * three
                    for one, two, three in zip(start, bend, end, strict=True)
                )
                runs[-1].append(Point(x, y))
        else:
            runs[-1].append(runs[-1][0])
    return runs


def _number(element: ElementTree.Element, name: str, default: float = 0) -> float:
    return float(element.get(name, default))


def _rect(element: ElementTree.Element) -> Box:
    x, y = _number(element, "x"), _number(element, "y")
    return Box(x, y, x + _number(element, "width"), y + _number(element, "height"))


def _text(element: ElementTree.Element) -> Box:
    size = _number(element, "font-size")
    wide = text.width(element.text or "", size, bold=element.get("font-weight") == "600") / text.SAFETY
    x, y = _number(element, "x"), _number(element, "y")
    left = x - wide / 2 if element.get("text-anchor") == "middle" else x
    return Box(left, y - 0.76 * size, left + wide, y + 0.22 * size)


def see(svg: str) -> Picture:
    """Read a drawing in the form of a page."""
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own drawing
    _, _, width, height = (float(number) for number in root.get("viewBox", "").split())
    picture = Picture(Box(0, 0, width, height))
    for group in root.iter():
        tag = group.tag.removeprefix(_SVG)
        classes = group.get("class", "").split()
        if tag != "g":
            continue
        if "node" in classes:
            name = group.get("data-component", "")
            for part in group:
                kind = part.tag.removeprefix(_SVG)
                if kind == "rect":
                    picture.cards[name] = _rect(part)
                elif kind == "text":
                    picture.card_texts.append((name, _text(part)))
                elif kind == "use":
                    picture.card_texts.append((name, _rect(part)))
        elif "service" in classes:
            name = group.get("data-service", "")
            for part in group:
                if part.tag.endswith("rect"):
                    picture.boundaries[name] = _rect(part)
                elif part.tag.endswith("text"):
                    picture.titles[name] = _text(part)
        elif "arrow" in classes and group.get("data-arrow"):
            _see_arrow(picture, group)
        elif "note" in classes:
            picture.notes += [(group.get("data-arrow", ""), _text(part)) for part in group]
        elif "arrow-label" in classes:
            name = group.get("data-arrow", "")
            lines = [_text(part) for part in group if part.tag.endswith("text")]
            picture.labels.append((name, hull(lines)))
            for part in group:
                if part.tag.endswith("path"):
                    picture.leaders += [
                        Line(run, _number(part, "stroke-width") / 2, name) for run in _points(part.get("d", ""))
                    ]
    return picture


def _see_arrow(picture: Picture, group: ElementTree.Element) -> None:
    name = group.get("data-arrow", "")
    half = _number(group, "stroke-width") / 2
    for part in group:
        classes = part.get("class", "").split()
        lines = [Line(run, half, name) for run in _points(part.get("d", ""))]
        if "there" in classes:
            picture.there[name] = lines[0]
        elif "back" in classes:
            picture.back[name] = lines[0]
        elif "head" in classes:
            if part.get("stroke") == "none":
                lines[0].half = 0
            picture.heads.setdefault(name, []).extend(lines)
        elif "cross" in classes:
            picture.crosses += lines


def breaches(svg: str, design: Design) -> list[str]:
    """Every breach, one line each; none for a lawful drawing."""
    picture = see(svg)
    if incomplete := list(_complete(picture, design)):
        return incomplete
    return [
        *_cards(picture, design),
        *_arrows(picture, design),
        *_runs(picture, design),
        *_words(picture),
        *_inside(picture),
    ]


def _complete(picture: Picture, design: Design) -> Iterator[str]:
    if list(picture.cards) != [component.id for component in design.components]:
        yield "not every component has its card"
    if list(picture.there) != [arrow.id for arrow in design.connections]:
        yield "not every arrow is drawn"
    for arrow in design.connections:
        heads = len(picture.heads.get(arrow.id, ()))
        if heads != 1 + (arrow.semantics == "sync") or (arrow.id in picture.back) != (arrow.semantics == "sync"):
            yield f"{arrow.id}: {arrow.semantics} is drawn with {heads} heads"
    named = {name for name, _ in picture.labels}
    for arrow in design.connections:
        if text.shown(arrow.label) and arrow.id not in named:
            yield f"{arrow.id}: its label is missing"


def _cards(picture: Picture, design: Design) -> Iterator[str]:
    for (one, box), (other, second) in combinations(picture.cards.items(), 2):
        if box.overlaps(second):
            yield f"{one} overlaps {other}"
    for name, inner in picture.card_texts:
        if not picture.cards[name].contains(inner):
            yield f"{name}: its text leaves the card"
    for service, boundary in picture.boundaries.items():
        for component in design.components:
            card = picture.cards[component.id]
            if component.service == service and not boundary.contains(card):
                yield f"{component.id} leaves its service {service}"
            if component.service != service and boundary.overlaps(card):
                yield f"{component.id} lies in the foreign service {service}"
        if service in picture.titles and not boundary.contains(picture.titles[service]):
            yield f"the title of {service} leaves its boundary"
    for (one, box), (other, second) in combinations(picture.boundaries.items(), 2):
        if box.overlaps(second):
            yield f"the services {one} and {other} overlap"


def _arrows(picture: Picture, design: Design) -> Iterator[str]:
    for arrow in design.connections:
        there = picture.there[arrow.id]
        source, target = picture.cards[arrow.source.component], picture.cards[arrow.target.component]
        lines = [(there, source, target)]
        if arrow.id in picture.back:
            lines.append((picture.back[arrow.id], target, source))
        for (line, start, end), head in zip(lines, picture.heads[arrow.id], strict=True):
            if not _touches(line.points[0], start):
                yield f"{arrow.id} does not begin at its card"
            if not any(_touches(point, end) for point in head.points):
                yield f"{arrow.id} does not end at its card"
            for name, card in picture.cards.items():
                own = name in {arrow.source.component, arrow.target.component}
                inner = card.grow(-1.0) if own else card.grow(line.half)
                if line.box.overlaps(inner) and any(crosses(a, b, inner) for a, b in line.pieces):
                    yield f"{arrow.id} passes through {name}"


def _runs(picture: Picture, design: Design) -> Iterator[str]:
    """Arrows that run on one another."""
    errors = {arrow.id: arrow.target.component for arrow in design.connections if arrow.semantics == "error"}
    lines = [*picture.there.values(), *picture.back.values()]
    for one, other in combinations(lines, 2):
        if (
            one.of == other.of
            or not one.box.grow(1).overlaps(other.box)
            or (one.of in errors and errors[one.of] == errors.get(other.of))
        ):
            continue
        for a, b in one.pieces:
            for c, d in other.pieces:
                flat = a.y == b.y and c.y == d.y
                if not flat and not (a.x == b.x and c.x == d.x):
                    continue
                first, second = span(a, b), span(c, d)
                near = abs(a.y - c.y) if flat else abs(a.x - c.x)
                shared = (
                    min(first.right, second.right) - max(first.left, second.left)
                    if flat
                    else min(first.bottom, second.bottom) - max(first.top, second.top)
                )
                if near < one.half + other.half + 1 and shared > SHARED:
                    yield f"{one.of} runs on {other.of}"


def _touches(point: Point, card: Box) -> bool:
    near = card.grow(TOUCH).contains(Box(point.x, point.y, point.x, point.y))
    return near and not card.grow(-1).contains(Box(point.x, point.y, point.x, point.y))


def _lines(picture: Picture) -> Iterator[Line]:
    yield from picture.there.values()
    yield from picture.back.values()
    for heads in picture.heads.values():
        yield from heads
    yield from picture.crosses
    yield from picture.leaders
    for service, box in picture.boundaries.items():
        corners = [
            Point(box.left, box.top),
            Point(box.right, box.top),
            Point(box.right, box.bottom),
            Point(box.left, box.bottom),
        ]
        yield Line([*corners, corners[0]], 0.5, service)


def _words(picture: Picture) -> Iterator[str]:
    words = [(f"the label of {name}", box) for name, box in picture.labels]
    words += [(f"the note of {name}", box) for name, box in picture.notes]
    words += [(f"the title of {name}", box) for name, box in picture.titles.items()]
    lines = list(_lines(picture))
    for what, box in words:
        for line in lines:
            # A leader ends at its own label.
            margin = -0.5 if line in picture.leaders else line.half
            wide = box.grow(margin)
            if line.box.overlaps(wide) and any(crosses(a, b, wide) for a, b in line.pieces):
                yield f"{what} lies on a line of {line.of}"
        for name, card in picture.cards.items():
            if box.overlaps(card):
                yield f"{what} lies on {name}"
    for (one, box), (other, second) in combinations(words, 2):
        if box.overlaps(second):
            yield f"{one} lies on {other}"


def _inside(picture: Picture) -> Iterator[str]:
    for name, box in [
        *picture.cards.items(),
        *picture.boundaries.items(),
        *picture.labels,
        *picture.notes,
        *picture.titles.items(),
    ]:
        if not picture.view.contains(box):
            yield f"{name} leaves the drawing"
    for line in _lines(picture):
        if not picture.view.contains(line.box):
            yield f"a line of {line.of} leaves the drawing"
