"""Where the components go: Graphviz decides ranks and order, `spread` the exact distances.

Graphviz sees our own names (n0, n1 …) and sizes, never a word of the user's text.

Two things keep the result calm. A component that only collects one other's failures (a dead-letter queue) hangs on it,
below it in a wide diagram and beside it in a tall one, so that the flow itself stays straight. And ranks are moved
apart only as far as the labels, bends and boundaries between them need.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from graphviz import Digraph

from app.diagram.engine import Engine
from app.diagram.geometry import Box, Point, around, hull
from app.diagram.spec import NodeSpec, Spec

HANGING_GAP = 50.0
"""Between a component and what hangs on it, at least."""
_POINTS = 72
_LOOP = 30
"""Room for an arrow from a component to itself."""
_MANY = 60
"""With more components than this, one layout has to do."""


def hanging(spec: Spec) -> dict[int, int]:
    """Components that hang on another of their service, as {guest: host}.

    Only error arrows touch a guest. They come from one component or from several along one way, of which the last is
    the host.
    """
    failing: dict[int, set[int]] = defaultdict(set)
    busy: set[int] = set()
    for arrow in spec.arrows:
        busy.add(arrow.source)
        if arrow.semantics == "error":
            failing[arrow.target].add(arrow.source)
        else:
            busy.add(arrow.target)
    found: dict[int, int] = {}
    for node in sorted(failing.keys() - busy):
        sources = failing[node]
        homes = {spec.nodes[at].service for at in (node, *sources)}
        host = _last(spec, sources)
        if len(homes) == 1 and host is not None and host not in found.values():
            found[node] = host
    return found


def _last(spec: Spec, nodes: Collection[int]) -> int | None:
    """The one of these components that can be reached from all others, if there is one."""
    if len(nodes) == 1:
        return next(iter(nodes))
    following: dict[int, set[int]] = defaultdict(set)
    for arrow in spec.arrows:
        if arrow.semantics != "error":
            following[arrow.source].add(arrow.target)
    for last in sorted(nodes):
        if all(last in _reached(following, node) for node in nodes):
            return last
    return None


def _reached(following: Mapping[int, Collection[int]], start: int) -> set[int]:
    reached, queue = {start}, [start]
    while queue:
        for node in following.get(queue.pop(), ()):
            if node not in reached:
                reached.add(node)
                queue.append(node)
    return reached


def hanging_gap(spec: Spec, node: int) -> float:
    """The distance between a component and what hangs on it, which its arrow's label needs."""
    sizes = [arrow.labels[0] for arrow in spec.arrows if arrow.target == node and arrow.labels]
    need = max((size[not spec.tall and 1] for size in sizes), default=0.0)
    return max(HANGING_GAP if sizes or spec.scale.gap > HANGING_GAP else spec.scale.gap, need + 34 * bool(sizes))


def dot_text(spec: Spec, hung: Mapping[int, int], order: Sequence[int], arrows: Sequence[int]) -> str:
    """The graph for Graphviz, its nodes and edges told in the given order."""
    scale = spec.scale
    graph = Digraph(
        graph_attr={
            "rankdir": "TB" if spec.tall else "LR",
            "newrank": "true",
            "splines": "none",
            "nodesep": _inches(scale.aside),
            "ranksep": _inches(scale.gap),
        },
        node_attr={"shape": "box", "fixedsize": "true", "label": ""},
        edge_attr={"arrowhead": "none"},
    )
    loops = {arrow.source for arrow in spec.arrows if arrow.source == arrow.target}
    hosts = {host: node for node, host in hung.items()}

    def add(home: Digraph, at: int) -> None:
        if at in hosts:
            guest = hosts[at]
            label = _pair(spec.nodes[at], spec.nodes[guest], hanging_gap(spec, guest), spec.tall)
            home.node(f"n{at}", shape="plain", fixedsize="false", label=label)
        elif at not in hung:
            node = spec.nodes[at]
            extra = _LOOP * 2 * (at in loops)
            beside = 2 * spec.services[node.service].extra if node.service is not None else 0.0
            home.node(
                f"n{at}",
                width=_inches(node.width + extra * spec.tall + beside * spec.tall),
                height=_inches(node.height + extra * (not spec.tall)),
            )

    for at in order:
        if spec.nodes[at].service is None:
            add(graph, at)
    for number, service in enumerate(spec.services):
        with graph.subgraph(name=f"cluster_{number}") as cluster:
            # In a tall diagram titles take room along the flow, which `spread` gives.
            title = 0.0 if spec.tall else service.height
            cluster.attr(margin=f"{scale.pad:g}")
            if title:
                cluster.attr(label=_cell(1, title + 4))
            for at in order:
                if spec.nodes[at].service == number:
                    add(cluster, at)
    joined = {(arrow.source, arrow.target) for arrow in spec.arrows if arrow.semantics != "error"}
    weights: Counter[tuple[int, int]] = Counter()
    for number in arrows:
        arrow = spec.arrows[number]
        ends = (arrow.source, arrow.target)
        answers = arrow.semantics == "error" and ends[::-1] in joined
        if ends[0] != ends[1] and ends[1] not in hung and not answers:
            weights[ends] += 1 if arrow.semantics == "error" else 4
    for (source, target), weight in weights.items():
        tail = f"n{source}:a" if source in hosts else f"n{source}"
        head = f"n{target}:a" if target in hosts else f"n{target}"
        graph.edge(tail, head, weight=str(weight))
    return str(graph.source)


def _inches(pixels: float) -> str:
    return f"{pixels / _POINTS:.4f}"


def _cell(width: float, height: float) -> str:
    return (
        f'<<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr>'
        f'<td fixedsize="true" width="{width:.0f}" height="{height:.0f}"></td></tr></table>>'
    )


def _pair(host: NodeSpec, guest: NodeSpec, gap: float, tall: bool) -> str:
    """A component and what hangs on it as one node, with a port for each."""

    def cell(width: float, height: float, port: str = "") -> str:
        return f'<td {port} fixedsize="true" width="{width:.0f}" height="{height:.0f}"></td>'

    first, last = (cell(node.width, node.height, f'port="{port}"') for node, port in ((host, "a"), (guest, "b")))
    inner = first + cell(gap, 1) + last if tall else f"{first}</tr><tr>{cell(1, gap)}</tr><tr>{last}"
    return f'<<table border="0" cellborder="0" cellspacing="0" cellpadding="0"><tr>{inner}</tr></table>>'


def by_graphviz(spec: Spec, engine: Engine) -> tuple[Box, ...]:
    """A box for each component. Raises EngineError.

    Which of several like layouts Graphviz finds depends on the order in which it hears of nodes and edges, so it is
    told more than one, and the calmest result counts.
    """
    hung = hanging(spec)
    nodes, arrows = range(len(spec.nodes)), range(len(spec.arrows))
    errors_last = sorted(arrows, key=lambda at: spec.arrows[at].semantics == "error")
    orders: list[tuple[Sequence[int], Sequence[int]]] = [(nodes, arrows)]
    if len(nodes) <= _MANY:
        orders += [(nodes[::-1], arrows[::-1]), (nodes, errors_last), (nodes[::-1], errors_last[::-1])]
    texts = dict.fromkeys(dot_text(spec, hung, *order) for order in orders)
    found = [spread(spec, hung, _middles(spec, hung, engine.centres(dot))) for dot in texts]
    return min(found, key=lambda boxes: (not orderly(spec, boxes), unrest(spec, boxes)))


def _middles(spec: Spec, hung: Mapping[int, int], found: Mapping[str, Point]) -> dict[int, Point]:
    """The middles of all components but those that hang on another."""
    hosts = {host: node for node, host in hung.items()}
    centres: dict[int, Point] = {}
    for at in range(len(spec.nodes)):
        if at in hung:
            continue
        middle = found[f"n{at}"]
        if at in hosts:
            guest = hosts[at]
            other, gap = spec.nodes[guest], hanging_gap(spec, guest)
            if spec.tall:
                middle = Point(middle.x - (gap + other.width) / 2, middle.y)
            else:
                middle = Point(middle.x, middle.y - (gap + other.height) / 2)
        centres[at] = middle
    return centres


def unrest(spec: Spec, boxes: Sequence[Box]) -> float:
    """How far a placing is from what one would draw: long ways, bends, crossings, failures above, a changed order."""
    price = 0.0
    lines = []
    for arrow in spec.arrows:
        if arrow.source == arrow.target:
            continue
        a, b = boxes[arrow.source].centre, boxes[arrow.target].centre
        lines.append((a, b))
        price += abs(a.x - b.x) + abs(a.y - b.y)
        bent = abs(a.x - b.x) > 2 and abs(a.y - b.y) > 2
        price += 60 * bent
        aside = (b.x - a.x) if spec.tall else (b.y - a.y)
        if arrow.semantics == "error" and aside < -2 and bent:
            price += 250
    for number, (a, b) in enumerate(lines):
        price += 200 * sum(_cross(a, b, c, d) for c, d in lines[:number])
    for one in range(len(boxes)):
        a = boxes[one].centre
        for other in range(one):
            b = boxes[other].centre
            if (abs(a.y - b.y) < 2 and a.x < b.x) if spec.tall else (abs(a.x - b.x) < 2 and a.y < b.y):
                price += 40
    return price


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two lines between middles cross; those that only meet at an end do not."""

    def side(p: Point, q: Point, r: Point) -> float:
        return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)

    return side(a, b, c) * side(a, b, d) < -1 and side(c, d, a) * side(c, d, b) < -1


def spread(spec: Spec, hung: Mapping[int, int], centres: Mapping[int, Point]) -> tuple[Box, ...]:
    """Boxes from Graphviz's ranks and order, at the distances that this drawing needs."""
    tall = spec.tall
    ranks = _ranks({at: point.y if tall else point.x for at, point in centres.items()})
    across = {at: point.x if tall else point.y for at, point in centres.items()}
    for guest, host in hung.items():
        ranks[guest] = ranks[host]
        one, other = spec.nodes[host], spec.nodes[guest]
        sizes = (one.width + other.width) if tall else (one.height + other.height)
        across[guest] = across[host] + sizes / 2 + hanging_gap(spec, guest)
    middles = _flow(spec, hung, ranks, across)
    boxes = []
    for at, node in enumerate(spec.nodes):
        along = middles[ranks[at]]
        centre = Point(round(across[at]), round(along)) if tall else Point(round(along), round(across[at]))
        boxes.append(around(centre, node.width, node.height))
    return tuple(boxes)


def _ranks(along: Mapping[int, float]) -> dict[int, int]:
    """The number of each component's rank; Graphviz gives all of one rank the same coordinate, but for rounding."""
    ranks: dict[int, int] = {}
    rank, last = -1, float("-inf")
    for at in sorted(along, key=lambda at: (along[at], at)):
        if along[at] - last > 3:
            rank += 1
        last = along[at]
        ranks[at] = rank
    return ranks


def _flow(
    spec: Spec, hung: Mapping[int, int], ranks: Mapping[int, int], across: Mapping[int, float]
) -> Sequence[float]:
    """The middle of each rank, along the flow."""
    count = max(ranks.values()) + 1
    thickness = [0.0] * count
    for at, node in enumerate(spec.nodes):
        thickness[ranks[at]] = max(thickness[ranks[at]], node.height if spec.tall else node.width)
    gaps = _gaps(spec, hung, ranks, across, count)
    middles = []
    edge = 0.0
    for rank in range(count):
        middles.append(edge + thickness[rank] / 2)
        edge += thickness[rank] + gaps[rank]
    return middles


def _gaps(
    spec: Spec, hung: Mapping[int, int], ranks: Mapping[int, int], across: Mapping[int, float], count: int
) -> list[float]:
    """The distance behind each rank."""
    scale = spec.scale
    needs = [scale.gap] * count
    bends: list[Counter[bool]] = [Counter() for _ in range(count)]
    merged: set[tuple[int, int]] = set()
    labelled_bend = [0.0] * count
    for arrow in spec.arrows:
        low, high = sorted((ranks[arrow.source], ranks[arrow.target]))
        if arrow.target in hung or low == high:
            continue
        size = arrow.labels[0][spec.tall] if arrow.labels else 0.0
        offset = across[arrow.target] - across[arrow.source]
        straight = abs(offset) < 2 and high == low + 1
        if straight:
            needs[low] = max(needs[low], size + 2 * scale.stub * bool(spec.tall and size) + 12 * bool(size))
        else:
            labelled_bend[low] = max(labelled_bend[low], size + 16 * bool(size))
            if arrow.semantics == "error" and (arrow.target, low) in merged:
                continue
            if arrow.semantics == "error":
                merged.add((arrow.target, low))
            for gap in {low, high - 1}:
                bends[gap][offset > 0] += 1
    for gap in range(count):
        if bends[gap]:
            # Arrows that turn up and arrows that turn down can use the same tracks.
            tracks = min(max(bends[gap].values()), 6)
            turning = 2 * scale.stub + (tracks - 1) * scale.pitch
            needs[gap] = max(needs[gap], turning + labelled_bend[gap])
    for number, service in enumerate(spec.services):
        owned = [ranks[at] for at, node in enumerate(spec.nodes) if node.service == number]
        if owned:
            needs[max(owned)] += scale.pad
            if min(owned) > 0:
                needs[min(owned) - 1] += scale.pad + (service.height + 4) * spec.tall
    return needs


def in_rows(spec: Spec) -> tuple[Box, ...]:
    """A plain layout that always works and takes no time: every service a block of rows, blocks one below another."""
    scale = spec.scale
    homes: dict[int | None, list[int]] = defaultdict(list)
    for at, node in enumerate(spec.nodes):
        homes[node.service].append(at)
    boxes: dict[int, Box] = {}
    top = 0.0
    for home in sorted(homes, key=lambda home: -1 if home is None else home):
        members = homes[home]
        columns = max(1, min(3 if spec.tall else 24, round((len(members) * 1.6) ** 0.5)))
        if home is not None:
            top += scale.pad + spec.services[home].height + 8
        wide = max(spec.nodes[at].width for at in members) + max(scale.gap, scale.aside)
        for start in range(0, len(members), columns):
            row = members[start : start + columns]
            high = max(spec.nodes[at].height for at in row)
            for column, at in enumerate(row):
                node = spec.nodes[at]
                boxes[at] = around(Point(column * wide, top + high / 2), node.width, node.height)
            top += high + scale.gap
        top += scale.pad
    return tuple(boxes[at] for at in range(len(spec.nodes)))


def boundaries(spec: Spec, boxes: Sequence[Box]) -> tuple[Box | None, ...]:
    """The boundary of each service, with room for its title at the top; None for a service without components."""
    found: list[Box | None] = []
    for number, service in enumerate(spec.services):
        members = [boxes[at] for at, node in enumerate(spec.nodes) if node.service == number]
        if not members:
            found.append(None)
            continue
        inner = hull(members).grow(spec.scale.pad)
        room = service.height + 4 if service.height else 0.0
        found.append(Box(inner.left - service.extra, inner.top - room, inner.right + service.extra, inner.bottom))
    return tuple(found)


def orderly(spec: Spec, boxes: Sequence[Box]) -> bool:
    """Whether no two components overlap and no service holds a component that is not its own, or touches another."""
    services = boundaries(spec, boxes)
    if any(boxes[one].overlaps(boxes[two]) for one in range(len(boxes)) for two in range(one)):
        return False
    for number, service in enumerate(services):
        if service is None:
            continue
        if any(node.service != number and service.overlaps(boxes[at]) for at, node in enumerate(spec.nodes)):
            return False
        if any(other is not None and service.overlaps(other) for other in services[:number]):
            return False
    return True
