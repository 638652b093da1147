"""The lowering itself."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from app.documents import check
from app.graph import Arrow, Generated, Handle, ResourceGraph, Site, Stack
from app.kinds import kinds
from app.lower.arrows import VERBS, call, fail
from app.lower.circles import circles, groups
from app.model import Component, Connection, Design, Finding, Properties
from app.protocols import arrow_model


class LoweringError(ValueError):
    """A design cannot be deployed as drawn; `findings` say what, where and what to do."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)


def lower(design: Design, *, checked: bool = False) -> ResourceGraph:
    """The graph of a design. Raises LoweringError if the design is invalid or cannot be deployed as drawn.

    `checked` says that `check` has nothing against it, so that it need not be asked again.
    """
    if not checked and (findings := check(design)):
        raise LoweringError(findings)
    graph, found = _Lowering(design).run()
    if found or (found := tuple(circles(graph))):
        raise LoweringError(found)
    return graph


class _Lowering:
    def __init__(self, design: Design) -> None:
        self._design = design
        self._stack = Stack(design, self._generate, _circular(design))
        self._handles: list[Handle] = []

    def run(self) -> tuple[ResourceGraph, tuple[Finding, ...]]:
        by_id: dict[str, Handle] = {}
        sites = [Site(self._stack, component) for component in self._design.components]
        for site in sites:
            _handle_type(site.component).prepare(site, _properties(site.component))
        for site in sites:
            by_id[site.component.id] = self._place(site)
        for connection in self._design.connections:
            source, target = by_id[connection.source.component], by_id[connection.target.component]
            arrow = _arrow(connection, source, target)
            VERBS[arrow.source.protocol](arrow, source, target)
        # What settles may generate components, which settle in their turn.
        settled = 0
        while settled < len(self._handles):
            self._handles[settled].settle()
            settled += 1
        for handle in self._handles:
            handle.finish()
        self._stack.build_networks()
        return self._stack.graph.build(), tuple(self._stack.findings)

    def _place(self, site: Site) -> Handle:
        handle: Handle = _handle_type(site.component)(site, _properties(site.component))
        self._handles.append(handle)
        return handle

    def _generate(self, component: Component, owner: str, comment: str) -> Generated:
        return self._place(Site(self._stack, component, owner, comment))


def _handle_type(component: Component) -> Any:  # noqa: ANN401 - each takes its own kind's properties
    return import_module(f"app.kinds.{component.kind.replace('-', '_')}.lower").HANDLE


def _properties(component: Component) -> Properties:
    return kinds()[component.kind].read(component.properties)


def _circular(design: Design) -> frozenset[str]:
    """The components that, by way of others, call themselves or are called by whom they notify."""
    calls: dict[str, list[str]] = {component.id: [] for component in design.components}
    for arrow in design.connections:
        port = kinds()[design.by_id[arrow.source.component].kind].port(arrow.source.port)
        # A bucket names in its own properties whom it notifies; other deliveries are resources of their own.
        if port is not None and (VERBS[port.protocol] in (call, fail) or port.protocol == "notification"):
            calls[arrow.source.component].append(arrow.target.component)
    return frozenset(member for group in groups(calls) for member in group)


def _arrow(connection: Connection, source: Handle, target: Handle) -> Arrow:
    start = kinds()[source.component.kind].port(connection.source.port)
    end = kinds()[target.component.kind].port(connection.target.port)
    if start is None or end is None:
        raise LookupError(f"{connection.id} names a port that is not there")  # `check` has seen to it
    properties = arrow_model(start, end).model_validate(dict(connection.properties))
    return Arrow(connection, properties, start, end)
