"""Spec → Layout: places, ways and labels, repaired until every label has its place."""

from collections.abc import Sequence
from dataclasses import replace

from app.diagram.engine import Engine, EngineError
from app.diagram.geometry import Box, Point, around, hull, span
from app.diagram.labels import Labeller, drawn
from app.diagram.place import boundaries, by_graphviz, in_rows, orderly
from app.diagram.route import MAX_ROUTED, route
from app.diagram.spec import Label, Layout, Scale, Spec

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
    for factor in (1.0, 1.25, 1.6):
        attempt = replace(spec, scale=_wider(spec.scale, factor))
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


def _finish(spec: Spec, boxes: tuple[Box, ...]) -> Layout:
    """Boundaries, ways and labels around components whose places are decided; then all of it moved to 0, 0."""
    services, titles = boundaries(spec, boxes)
    routes = route(spec, boxes, services, titles)
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
