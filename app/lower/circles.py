"""Circles among resources, which CloudFormation cannot create."""

from collections.abc import Iterator, Mapping

from app.graph import ResourceGraph, references
from app.model import Finding, Severity


def circles(graph: ResourceGraph) -> Iterator[Finding]:
    """A finding for each group of resources that wait for one another."""
    waits = _waits(graph)
    for group in groups(waits):
        owners = [
            graph.resources[name].component if name in graph.resources else graph.roles[name].component
            for name in group
        ]
        components = tuple(dict.fromkeys(owner for owner in owners if owner is not None))
        yield Finding(
            rule="circle",
            severity=Severity.ERROR,
            message=f"{' and '.join(components)} would have to be there before they are ({', '.join(sorted(group))})",
            remedy="Break the circle: send through another component, or remove one of the arrows.",
            components=components,
        )


def _waits(graph: ResourceGraph) -> dict[str, list[str]]:
    known = graph.resources.keys() | graph.roles.keys()
    waits: dict[str, list[str]] = {}
    for name, resource in graph.resources.items():
        said = [*references(resource.properties), *resource.depends_on]
        waits[name] = [other for other in dict.fromkeys(said) if other in known]
    for name, role in graph.roles.items():
        said = [
            other
            for statement in role.statements
            for value in (list(statement.resources), statement.condition)
            for other in references(value)
        ]
        waits[name] = [other for other in dict.fromkeys(said) if other in known]
    return waits


def groups(waits: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Those that wait for one another: Tarjan's strongly connected components, without recursion. Of groups of one,
    only those that wait for themselves.
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    for start in waits:
        if start in index:
            continue
        work = [(start, iter(waits[start]))]
        index[start] = low[start] = len(index)
        stack.append(start)
        on_stack.add(start)
        while work:
            name, others = work[-1]
            for other in others:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    on_stack.add(other)
                    work.append((other, iter(waits[other])))
                    break
                if other in on_stack:
                    low[name] = min(low[name], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[name])
                if low[name] == index[name]:
                    group = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        group.append(member)
                        if member == name:
                            break
                    if len(group) > 1 or name in waits[name]:
                        yield group
