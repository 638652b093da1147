"""The smallest design for each way in which two kinds join, with what else such a design needs to be deployable."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from app.documents import Join, joins
from app.kinds import kinds
from app.model import Component, Connection, Design, Endpoint, Semantics
from app.protocols import arrow_model

PROPERTIES: dict[str, dict[str, Any]] = {
    "state-machine": {"type": "express"},  # answers a waiting caller
    "function": {"url_auth": "none"},  # API Gateway passes requests on without a signature
}
NEEDS = {
    "alarm": ("queue", "alarm", Semantics.ASYNC),  # something to watch
    "schedule": ("schedule", "function", Semantics.ASYNC),  # something to call
    "database-proxy": ("database-proxy", "database", Semantics.SYNC),  # something to stand before
    "rest-api": ("rest-api", "function", Semantics.SYNC),  # a route
    "http-api": ("http-api", "function", Semantics.SYNC),  # a route
}


@dataclass(frozen=True)
class Triple:
    """One way to join."""

    source: str
    target: str
    join: Join
    semantics: Semantics

    def __str__(self) -> str:
        return f"{self.source}.{self.join.source.id} -{self.semantics}-> {self.target}.{self.join.target.id}"


def triples() -> Iterator[Triple]:
    """Every way in which any two kinds join."""
    for source in kinds():
        for target in kinds():
            for join in joins(source, target):
                yield from (Triple(source, target, join, meaning) for meaning in sorted(join.semantics))


def design(triple: Triple) -> Design:
    """Its smallest design."""
    parts = {"from": triple.source, "to": triple.target}
    arrows = [_arrow("arrow", "from", "to", triple.join, triple.semantics)]
    if triple.join.source.protocol == "refusal":
        arrows.insert(0, _answered(triple))
    for role, kind in list(parts.items()):
        if kind in NEEDS and not any(_satisfies(arrow, role, kind) for arrow in arrows):
            source, target, meaning = NEEDS[kind]
            other = target if source == kind else source
            name = f"{role}-{other}"
            parts[name] = other
            ends = (role, name) if source == kind else (name, role)
            ways = [way for way in joins(source, target) if meaning in way.semantics and not _special(way)]
            arrows.append(_arrow(f"need-{role}", *ends, ways[0], meaning, route=f"GET /{role}"))
    components = tuple(
        Component(id=name, kind=kind, name=name, properties=PROPERTIES.get(kind, {})) for name, kind in parts.items()
    )
    return Design(name=str(triple), components=components, connections=tuple(arrows))


def together(some: Iterable[Triple]) -> Design:
    """Their smallest designs side by side, as one."""
    components: list[Component] = []
    connections: list[Connection] = []
    for number, triple in enumerate(some):
        single = design(triple)
        components += [part.model_copy(update={"id": f"t{number}-{part.id}"}) for part in single.components]
        for arrow in single.connections:
            ends = {
                side: Endpoint(component=f"t{number}-{end.component}", port=end.port)
                for side, end in (("source", arrow.source), ("target", arrow.target))
            }
            connections.append(arrow.model_copy(update={"id": f"t{number}-{arrow.id}", **ends}))
    return Design(name="together", components=tuple(components), connections=tuple(connections))


def _special(way: Join) -> bool:
    return way.source.protocol in ("authorize", "refusal") or way.target.by_name_only


def _satisfies(arrow: Connection, role: str, kind: str) -> bool:
    if kind == "alarm":
        return arrow.target == Endpoint(component=role, port="metrics")
    wanted = {"schedule": {"ticks"}, "database-proxy": {"pool"}}.get(
        kind, {"invokes", "proxies", "sends", "queries", "starts"}
    )
    return arrow.source.component == role and arrow.source.port in wanted


def _answered(triple: Triple) -> Connection:
    """The call that a refusal answers."""
    ways = [way for way in joins(triple.target, triple.source) if not _special(way)]
    ways = ways or [way for way in joins(triple.target, triple.source) if way.source.protocol != "refusal"]
    meaning = max(ways[0].semantics)
    return _arrow("call", "to", "from", ways[0], meaning)


def _arrow(
    ident: str, source: str, target: str, join: Join, semantics: Semantics, route: str = "POST /things"
) -> Connection:
    said: dict[str, Any] = {"route": route} if "route" in arrow_model(join.source, join.target).model_fields else {}
    return Connection(
        id=ident,
        source=Endpoint(component=source, port=join.source.id),
        target=Endpoint(component=target, port=join.target.id),
        semantics=semantics,
        properties=said,
    )
