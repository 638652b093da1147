"""Spec → Layout: places, ways and labels, repaired until every label has its place."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from app.diagram.engine import Engine, EngineError
from app.diagram.geometry import Box, Point, around, hull, span
from app.diagram.labels import Labeller, drawn
from app.diagram.place import boundaries, by_graphviz, in_rows, orderly
from app.diagram.route import MAX_ROUTED, clashes, route
from app.diagram.spec import Label, Layout, Scale, ServiceSpec, Spec

VERSION = 4
"""Raised whenever the same Spec would give another Layout: kept layouts of older versions are then forgotten."""

_MOST_EXTRA = 120.0
"""How much wider on each side a boundary may become for its title's sake."""
_LEAST_TITLE = 48.0
"""A title cut shorter than this says nothing."""
_GRAVE = 100
"""Faults from here on break a law; below, they are blemishes."""
_PERFECTED = 30
"""Up to this many arrows a blemish is worth another attempt."""
_REPAIRED = 60
"""Up to this many a broken law is."""
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
        boxes = tuple(around(centre, node.width, node.height) for centre, node in placed)
        return _finish(spec, boxes)[0], True
    best: tuple[int, Layout] | None = None
    sound = True
    attempt = spec
    for factor in (1.0, 1.25, 1.6):
        attempt = replace(attempt, scale=_wider(spec.scale, factor))
        boxes, sound = _places(attempt, engine)
        layout, lacking = _finish(attempt, boxes)
        if spec.tall and any(lacking):
            # A title needs room beside the arrow that comes in from above.
            attempt = replace(attempt, services=_roomier(attempt, lacking))
            boxes, sound = _places(attempt, engine)
            layout, _ = _finish(attempt, boxes)
        faults = _faults(attempt, layout)
        if best is None or faults < best[0]:
            best = (faults, layout)
        if not faults or len(spec.arrows) > _REPAIRED or (faults < _GRAVE and len(spec.arrows) > _PERFECTED):
            break
    if best is None:
        raise AssertionError("no attempt was made")
    return best[1], sound


def positions(spec: Spec, engine: Engine | None) -> tuple[Box, ...] | None:
    """The components' places alone, where the ways and labels that they would get could not change them; else None.

    So a dense design is tidied without waiting for ways that nobody asked for.
    """
    if not spec.nodes or spec.centres is not None or spec.tall or len(spec.arrows) <= _REPAIRED:
        return None
    return _places(spec, engine)[0]


def _wider(scale: Scale, factor: float) -> Scale:
    return replace(scale, gap=scale.gap * factor, aside=scale.aside * factor)


def _roomier(spec: Spec, lacking: Sequence[float]) -> tuple[ServiceSpec, ...]:
    return tuple(
        replace(service, extra=min(service.extra + more, _MOST_EXTRA))
        for service, more in zip(spec.services, lacking, strict=True)
    )


def _faults(spec: Spec, layout: Layout) -> int:
    """Labels without a place and arrows that run askew count most, then arrows on one another, then labels aside."""
    missing = sum(bool(arrow.labels) and label is None for arrow, label in zip(spec.arrows, layout.labels, strict=True))
    placed = [(arrow, label) for arrow, label in zip(spec.arrows, layout.labels, strict=True) if label is not None]
    aside = sum(label.leader is not None for _, label in placed)
    badges = sum(label.size == len(arrow.labels) for arrow, label in placed)
    askew = sum(way[0].x != way[1].x and way[0].y != way[1].y for way in layout.routes if len(way) > 1)
    untitled = sum(
        box is not None and title is None and service.height > 0
        for box, title, service in zip(layout.services, layout.titles, spec.services, strict=True)
    )
    clashing = clashes(spec, layout.routes) if len(layout.routes) <= MAX_ROUTED else 0
    return 100 * (missing + askew + untitled) + 10 * (clashing + badges) + aside


def _places(spec: Spec, engine: Engine | None) -> tuple[tuple[Box, ...], bool]:
    if engine is not None and len(spec.nodes) <= MAX_PLACED and len(spec.arrows) <= 2 * MAX_PLACED:
        try:
            boxes = by_graphviz(spec, engine)
        except EngineError:
            return in_rows(spec), False
        if orderly(spec, boxes):
            return boxes, True
    return in_rows(spec), True


def _around_own(
    spec: Spec, boxes: Sequence[Box], services: Sequence[Box | None], routes: Sequence[Sequence[Point]]
) -> tuple[Box | None, ...]:
    """Boundaries that also hold the arrows between their own components, where nothing else is in the way."""
    found = list(services)
    for number, service in enumerate(services):
        if service is None:
            continue
        inside = [
            span(a, b, 10)
            for arrow, way in zip(spec.arrows, routes, strict=True)
            if spec.nodes[arrow.source].service == number == spec.nodes[arrow.target].service
            for a, b in pairwise(way)
        ]
        others = [box.grow(8) for box, node in zip(boxes, spec.nodes, strict=True) if node.service != number]
        others += [other.grow(8) for at, other in enumerate(found) if other is not None and at != number]
        room = spec.services[number].height + 8
        whole = hull([service, *inside])
        wished = whole if whole.top == service.top else Box(whole.left, whole.top - room, whole.right, whole.bottom)
        for side in range(4):
            grown = Box(*(wished[at] if at == side else service[at] for at in range(4)))
            if not any(grown.overlaps(other) for other in others):
                service = grown
        found[number] = service
    return tuple(found)


def _titles(
    spec: Spec, boxes: Sequence[Box], services: Sequence[Box | None], routes: Sequence[Sequence[Point]]
) -> tuple[tuple[Box | None, ...], tuple[float, ...]]:
    """Where each service's title stands: in the band at the top of its boundary, as far left as no arrow crosses it.

    Where the band is too crowded, anywhere inside; failing that it is cut to the largest gap, and left out where that
    would hold nothing readable. The second value tells how much wider each band's largest gap would have to be.
    """
    lacking = [0.0] * len(services)
    lines = [line for arrow in drawn(spec, routes) for line in arrow]
    found: list[Box | None] = []
    for at, (service, box) in enumerate(zip(spec.services, services, strict=True)):
        if box is None or not service.height:
            found.append(None)
            continue
        closed = [span(a, b, half + 4) for a, b, half in lines] + [card.grow(3) for card in boxes]
        closed = [other for other in closed if other.overlaps(box)]
        top = box.top + 9
        gaps = _gaps(Box(box.left + 12, top, box.right - 12, top + service.height), closed)
        begin, end = next((gap for gap in gaps if _length(gap) >= service.width), max(gaps, key=_length))
        place: Box | None = Box(begin, top, min(begin + service.width, end), top + service.height)
        if end - begin < service.width:
            lacking[at] = service.width - (end - begin) + 2
            place = _elsewhere(service, box, closed) or (place if end - begin >= _LEAST_TITLE else None)
        found.append(place)
    return tuple(found), tuple(lacking)


def _gaps(band: Box, closed: Sequence[Box]) -> list[tuple[float, float]]:
    """The free parts of a horizontal band; at least one, which may be empty."""
    gaps = []
    begin = band.left
    for left, right in sorted((other.left, other.right) for other in closed if other.overlaps(band)):
        gaps.append((begin, min(left, band.right)))
        begin = max(begin, right)
    gaps.append((begin, max(band.right, begin)))
    return gaps


def _elsewhere(service: ServiceSpec, box: Box, closed: Sequence[Box]) -> Box | None:
    """A free place for a whole title inside its boundary, the lowest first."""
    y = box.bottom - 8 - service.height
    while y > box.top + 9:
        for begin, end in _gaps(Box(box.left + 12, y, box.right - 12, y + service.height), closed):
            if end - begin >= service.width:
                return Box(begin, y, begin + service.width, y + service.height)
        y -= 6
    return None


def _length(gap: tuple[float, float]) -> float:
    return gap[1] - gap[0]


def _finish(spec: Spec, boxes: tuple[Box, ...]) -> tuple[Layout, tuple[float, ...]]:
    """Boundaries, ways and labels around components whose places are decided; then all of it moved to 0, 0."""
    services = boundaries(spec, boxes)
    routes = route(spec, boxes, services)
    services = _around_own(spec, boxes, services, routes)
    titles, lacking = _titles(spec, boxes, services, routes)
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

    layout = Layout(
        width=round(whole.width, 2),
        height=round(whole.height, 2),
        nodes=tuple(shifted(box) or box for box in boxes),
        services=tuple(map(shifted, services)),
        titles=tuple(map(shifted, titles)),
        routes=tuple(tuple(map(moved, way)) for way in routes),
        labels=tuple(map(placed, labels)),
    )
    return layout, lacking
