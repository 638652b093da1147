"""Where the components go: Graphviz decides ranks and order, `spread` the exact distances.

Graphviz sees our own names (n0, n1 …) and sizes, never a word of the user's text.

Two things keep the result calm. A component that only collects one other's failures (a dead-letter queue) hangs on it,
below it in a wide diagram and beside it in a tall one, so that the flow itself stays straight. And ranks are moved
apart only as far as the labels, bends and boundaries between them need.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graphviz import Digraph

from app.diagram.engine import Engine
from app.diagram.geometry import Box, Point, around, hull
from app.diagram.spec import NodeSpec, Spec

HANGING_GAP = 50.0
"""Between a component and what hangs on it, at least."""
_POINTS = 72
_LOOP = 30
"""Room for an arrow from a component to itself."""


def hanging(spec: Spec) -> dict[int, int]:
    """Components that hang on another: only error arrows touch them, all from that one, within one service."""
    touching: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for arrow in spec.arrows:
        touching[arrow.target].append((arrow.source, arrow.semantics == "error"))
        touching[arrow.source].append((arrow.target, False))
    found: dict[int, int] = {}
    for node, ends in touching.items():
        hosts = {other for other, _ in ends}
        if len(hosts) == 1 and all(error for _, error in ends):
            host = hosts.pop()
            same = spec.nodes[host].service == spec.nodes[node].service
            if same and host != node and host not in found and host not in found.values():
                found[node] = host
    return found


def hanging_gap(spec: Spec, node: int) -> float:
    """The distance between a component and what hangs on it, which its arrow's label needs."""
    sizes = [arrow.labels[0] for arrow in spec.arrows if arrow.target == node and arrow.labels]
    need = max((size[not spec.tall and 1] for size in sizes), default=0.0)
    return max(HANGING_GAP if sizes or spec.scale.gap > HANGING_GAP else spec.scale.gap, need + 34 * bool(sizes))


def dot_text(spec: Spec, hung: Mapping[int, int]) -> str:
    """The graph for Graphviz."""
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
            home.node(
                f"n{at}",
                width=_inches(node.width + extra * spec.tall),
                height=_inches(node.height + extra * (not spec.tall)),
            )

    for at, node in enumerate(spec.nodes):
        if node.service is None:
            add(graph, at)
    for number, service in enumerate(spec.services):
        with graph.subgraph(name=f"cluster_{number}") as cluster:
            # In a tall diagram titles take room along the flow, which `spread` gives.
            title = 0.0 if spec.tall else service.height
            cluster.attr(margin=f"{scale.pad:g}")
            if title:
                cluster.attr(label=_cell(1, title + 4))
            for at, node in enumerate(spec.nodes):
                if node.service == number:
                    add(cluster, at)
    joined = {(arrow.source, arrow.target) for arrow in spec.arrows if arrow.semantics != "error"}
    weights: Counter[tuple[int, int]] = Counter()
    for arrow in spec.arrows:
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
    """A box for each component. Raises EngineError."""
    hung = hanging(spec)
    found = engine.centres(dot_text(spec, hung))
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
    return spread(spec, hung, centres)


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
    bends: list[set[tuple[int, bool]]] = [set() for _ in range(count)]
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
            for gap in {low, high - 1}:
                bends[gap].add((arrow.source if gap == ranks[arrow.source] else arrow.target, offset > 0))
    for gap in range(count):
        if bends[gap]:
            tracks = min(len(bends[gap]), 6)
            turning = 2 * scale.stub + (tracks - 1) * scale.pitch / 2
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


def boundaries(spec: Spec, boxes: Sequence[Box]) -> tuple[tuple[Box | None, ...], tuple[Box | None, ...]]:
    """The boundary of each service and, inside it, the place of its title; None for a service without components."""
    found: list[Box | None] = []
    titles: list[Box | None] = []
    for number, service in enumerate(spec.services):
        members = [boxes[at] for at, node in enumerate(spec.nodes) if node.service == number]
        if not members:
            found.append(None)
            titles.append(None)
            continue
        inner = hull(members).grow(spec.scale.pad)
        room = service.height + 4 if service.height else 0.0
        box = Box(inner.left, inner.top - room, inner.right, inner.bottom)
        found.append(box)
        width = min(service.width, box.width - 24)
        titles.append(
            Box(box.left + 12, box.top + 9, box.left + 12 + width, box.top + 9 + service.height)
            if service.height
            else None
        )
    return tuple(found), tuple(titles)


def orderly(spec: Spec, boxes: Sequence[Box]) -> bool:
    """Whether no two components overlap and no service holds a component that is not its own, or touches another."""
    services, _ = boundaries(spec, boxes)
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
