"""Graphs of arrows: circles and longest chains, without recursion, since a design may be one chain of two thousand."""

from collections.abc import Iterable, Mapping, Sequence

from app.kinds.state_machine import StateMachineProperties
from app.review.facts import Arrow, Facts

Graph = Mapping[str, Sequence[Arrow]]
"""Arrows by the component that they leave."""


def waiting(facts: Facts) -> dict[str, list[Arrow]]:
    """Who waits for whose work: synchronous calls of functions, APIs and express workflows. Authorizers are left out,
    for their answers are kept; standard workflows too, for nobody can wait for them.
    """
    graph: dict[str, list[Arrow]] = {}
    for part in facts.of_kind("rest-api", "http-api", "function", "state-machine"):
        if part.kind == "state-machine" and facts.read(part.id, StateMachineProperties).type == "standard":
            continue
        if calls := [arrow for arrow in facts.calls(part.id) if arrow.protocol != "authorize"]:
            graph[part.id] = calls
    return graph


def circles(graph: Graph) -> list[list[str]]:
    """The strongly connected parts in which something leads back to itself, all in the order of the ids."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    held: set[str] = set()
    found: list[list[str]] = []
    for root in sorted(graph):
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        held.add(root)
        work = [(root, iter(graph.get(root, ())))]
        while work:
            node, arrows = work[-1]
            arrow = next(arrows, None)
            if arrow is not None:
                target = arrow.target
                if target not in index:
                    index[target] = low[target] = len(index)
                    stack.append(target)
                    held.add(target)
                    work.append((target, iter(graph.get(target, ()))))
                elif target in held:
                    low[node] = min(low[node], index[target])
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[node])
            if low[node] == index[node]:
                part: list[str] = []
                while not part or part[-1] != node:
                    part.append(stack.pop())
                    held.discard(part[-1])
                if len(part) > 1 or any(arrow.target == node for arrow in graph.get(node, ())):
                    found.append(sorted(part))
    return sorted(found)


def longest(graph: Graph) -> dict[str, list[Arrow]]:
    """For each component that no arrow of the graph leads to, the longest chain from there; circles are left out."""
    looping = {name for circle in circles(graph) for name in circle}
    clean = {
        name: [arrow for arrow in arrows if arrow.target not in looping]
        for name, arrows in graph.items()
        if name not in looping
    }
    ways: dict[str, int] = dict.fromkeys(clean, 0)
    for arrow in _all(clean):
        ways[arrow.target] = ways.get(arrow.target, 0) + 1
    starts = sorted(name for name, number in ways.items() if number == 0)
    order, open_ends = list(starts), dict(ways)
    for name in order:
        for arrow in clean.get(name, ()):
            open_ends[arrow.target] -= 1
            if open_ends[arrow.target] == 0:
                order.append(arrow.target)
    depth: dict[str, int] = {}
    onward: dict[str, Arrow] = {}
    for name in reversed(order):
        depth[name] = 0
        for arrow in clean.get(name, ()):
            if depth[arrow.target] + 1 > depth[name]:
                depth[name], onward[name] = depth[arrow.target] + 1, arrow
    chains: dict[str, list[Arrow]] = {}
    for name in starts:
        chain: list[Arrow] = []
        at = name
        while at in onward:
            chain.append(onward[at])
            at = onward[at].target
        chains[name] = chain
    return chains


def _all(graph: Graph) -> Iterable[Arrow]:
    for arrows in graph.values():
        yield from arrows
