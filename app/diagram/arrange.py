"""Spec → Layout: places, ways and labels, repaired until every label has its place."""

from collections.abc import Sequence
from dataclasses import replace

from app.diagram.engine import Engine, EngineError
from app.diagram.geometry import Box, Point, around, crosses, hull, span
from app.diagram.labels import Labeller, drawn
from app.diagram.place import boundaries, by_graphviz, in_rows, orderly
from app.diagram.route import MAX_ROUTED, route
from app.diagram.spec import Label, Layout, Scale, ServiceSpec, Spec

VERSION = 1
"""Raised whenever the same Spec would give another Layout: kept layouts of older versions are then forgotten."""

MAX_PLACED = 400
"""Above this many components rows are used at once; Graphviz's time grows faster than the number."""


def arrange(spec: Spec, engine: Engine | None) -> tuple[Layout, bool]:
    """Lay out a diagram; Graphviz missing or failing, or a graph too large for it, give a plainer layout, no error.

    The second value tells whether the same would come out again: not if Graphviz failed this time.
    """
    if not spec.nodes:
        margin = spec.scale.margin
        none = (None,) * len(spec.services)
        return Layout(2 * margin, 2 * margin, (), none, none, (), ()), True
    if spec.centres is not None:
        placed = zip(spec.centres, spec.nodes, strict=True)
        return _finish(spec, tuple(around(centre, node.width, node.height) for centre, node in placed)), True
    best: tuple[int, Layout] | None = None
    sound = True
    attempt = spec
    for factor in (1.0, 1.25, 1.6):
        attempt = replace(attempt, scale=_wider(spec.scale, factor))
        boxes, sound = _places(attempt, engine)
        layout = _finish(attempt, boxes)
        if spec.tall and (titles := _cramped(attempt, layout)):
            # A title needs room beside the arrow that comes in from above.
            attempt = replace(attempt, services=_roomier(attempt, layout, titles))
            boxes, sound = _places(attempt, engine)
            layout = _finish(attempt, boxes)
        faults = _faults(attempt, layout)
        if best is None or faults < best[0]:
            best = (faults, layout)
        if not faults or len(spec.arrows) > MAX_ROUTED:
            break
    if best is None:
        raise AssertionError("no attempt was made")
    return best[1], sound


def _wider(scale: Scale, factor: float) -> Scale:
    return replace(scale, gap=scale.gap * factor, aside=scale.aside * factor)


def _cramped(spec: Spec, layout: Layout) -> set[int]:
    """The services whose titles had to be cut."""
    return {
        at
        for at, (service, title) in enumerate(zip(spec.services, layout.titles, strict=True))
        if title is not None and title.width < service.width - 1
    }


def _roomier(spec: Spec, layout: Layout, cramped: set[int]) -> tuple[ServiceSpec, ...]:
    found = []
    for at, service in enumerate(spec.services):
        box = layout.services[at]
        lacking = service.width + 30 - box.width / 2 if at in cramped and box is not None else 0.0
        found.append(replace(service, extra=min(max(lacking, service.extra), 90)))
    return tuple(found)


def _faults(spec: Spec, layout: Layout) -> int:
    """Labels that found no place count most, then those that had to step aside, then arrows that run askew."""
    missing = sum(bool(arrow.labels) and label is None for arrow, label in zip(spec.arrows, layout.labels, strict=True))
    aside = sum(label is not None and label.leader is not None for label in layout.labels)
    askew = sum(way[0].x != way[1].x and way[0].y != way[1].y for way in layout.routes if len(way) > 1)
    return 100 * (missing + askew) + aside


def _places(spec: Spec, engine: Engine | None) -> tuple[tuple[Box, ...], bool]:
    if engine is not None and len(spec.nodes) <= MAX_PLACED and len(spec.arrows) <= 2 * MAX_PLACED:
        try:
            boxes = by_graphviz(spec, engine)
        except EngineError:
            return in_rows(spec), False
        if orderly(spec, boxes):
            return boxes, True
    return in_rows(spec), True


def _titles(spec: Spec, services: Sequence[Box | None], routes: Sequence[Sequence[Point]]) -> tuple[Box | None, ...]:
    """Where each service's title stands in the band at the top of its boundary: as far left as no arrow crosses it."""
    lines = [line for arrow in drawn(spec, routes) for line in arrow]
    found: list[Box | None] = []
    for service, box in zip(spec.services, services, strict=True):
        if box is None or not service.height:
            found.append(None)
            continue
        top, bottom = box.top + 9, box.top + 9 + service.height
        left, right = box.left + 12, box.right - 12
        band = Box(left, top, right, bottom)
        blocked = sorted(
            (min(a.x, b.x) - half - 6, max(a.x, b.x) + half + 6)
            for a, b, half in lines
            if crosses(a, b, band.grow(half + 3))
        )
        gaps = []
        begin = left
        for start, end in blocked:
            gaps.append((begin, min(start, right)))
            begin = max(begin, end)
        gaps.append((begin, right))
        begin, end = next((gap for gap in gaps if gap[1] - gap[0] >= service.width), max(gaps, key=_length))
        found.append(Box(begin, top, min(begin + service.width, max(end, begin)), bottom))
    return tuple(found)


def _length(gap: tuple[float, float]) -> float:
    return gap[1] - gap[0]


def _finish(spec: Spec, boxes: tuple[Box, ...]) -> Layout:
    """Boundaries, ways and labels around components whose places are decided; then all of it moved to 0, 0."""
    services = boundaries(spec, boxes)
    routes = route(spec, boxes, services)
    titles = _titles(spec, services, routes)
    labels: Sequence[Label | None] = [None] * len(routes)
    if len(routes) <= MAX_ROUTED:
        labels = Labeller(spec, boxes, services, titles, routes).run()
    covered = [*boxes, *(box for box in services if box), *(label.box for label in labels if label)]
    covered += [span(a, b, half) for lines in drawn(spec, routes) for a, b, half in lines]
    whole = hull(covered).grow(spec.scale.margin)
    dx, dy = -whole.left, -whole.top

    def moved(point: Point) -> Point:
        return Point(round(point.x + dx, 2), round(point.y + dy, 2))

    def shifted(box: Box | None) -> Box | None:
        return None if box is None else Box(*moved(Point(box.left, box.top)), *moved(Point(box.right, box.bottom)))

    def placed(label: Label | None) -> Label | None:
        if label is None:
            return None
        leader = (moved(label.leader[0]), moved(label.leader[1])) if label.leader else None
        return Label(label.size, shifted(label.box) or label.box, leader)

    return Layout(
        width=round(whole.width, 2),
        height=round(whole.height, 2),
        nodes=tuple(shifted(box) or box for box in boxes),
        services=tuple(map(shifted, services)),
        titles=tuple(map(shifted, titles)),
        routes=tuple(tuple(map(moved, way)) for way in routes),
        labels=tuple(map(placed, labels)),
    )
