"""A design, read once for all rules: typed properties, protocols, neighbours, and what follows from them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import TypeVar

from app.kinds import kinds
from app.kinds.function import FunctionProperties
from app.kinds.http_api import HttpApiProperties
from app.kinds.ports import StreamReaderProperties
from app.kinds.queue import QueueProperties
from app.kinds.rest_api import RestApiProperties
from app.kinds.schedule import ScheduleProperties
from app.kinds.stream import StreamProperties
from app.kinds.topic import TopicProperties
from app.model import ArrowProperties, Component, Connection, Design, Finding, Point, Properties, Semantics, Suppression
from app.protocols import arrow_model
from app.protocols.event_source import EventSourceProperties
from app.protocols.failure import FailureProperties
from app.review.deployed import Deployed, deployed

P = TypeVar("P", bound=Properties)
A = TypeVar("A", bound=ArrowProperties)

HANDED = frozenset({"notification", "subscription", "target", "log-events", "alarm-action", "schedule"})
"""Protocols by which a function gets an event into Lambda's own queue; so does `invoke` when it is asynchronous."""
CALLS = frozenset({"invoke", "http", "start", "authorize"})
"""Protocols by which one component waits for the work of another, rather than for a store."""

_WIDE, _HIGH = 140, 112
"""How far apart the centres of two components are at least, in CSS pixels, if neither is to cover the other."""
_FAR = 20
"""After so many callers of callers a cap is no longer looked for, since Python's stack has an end."""


@dataclass(frozen=True)
class Arrow:
    """A connection with its protocol and its typed properties."""

    id: str
    source: str
    target: str
    semantics: Semantics
    protocol: str
    properties: ArrowProperties
    connection: Connection

    def read(self, model: type[A]) -> A:
        """Its properties as those of the model that its protocol or its ports bring along."""
        if not isinstance(self.properties, model):
            raise TypeError(f"an arrow by {self.protocol} has no {model.__name__}")
        return self.properties


class Facts:
    """What the rules read. What is listed is in the order of the ids, so that no finding depends on the author's."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self.components = tuple(sorted(design.components, key=lambda component: component.id))
        self.idle: tuple[Suppression, ...] = ()
        """Reasons that matched no finding; known only to the rules that run last."""
        self._properties = {part.id: kinds()[part.kind].read(part.properties) for part in self.components}
        self._of_kind: dict[str, list[Component]] = defaultdict(list)
        for part in self.components:
            self._of_kind[part.kind].append(part)
        self.arrows = tuple(self._arrow(arrow) for arrow in sorted(design.connections, key=lambda arrow: arrow.id))
        self._out: dict[str, list[Arrow]] = defaultdict(list)
        self._into: dict[str, list[Arrow]] = defaultdict(list)
        for arrow in self.arrows:
            self._out[arrow.source].append(arrow)
            self._into[arrow.target].append(arrow)
        self._caps: dict[str, int | None] = {}
        self.found: tuple[Finding, ...] = ()
        """What the other rules found, suppressed or not; known only to the rules that run last."""

    @cached_property
    def deployed(self) -> Deployed:
        """What the design becomes when it is deployed, or why it cannot be."""
        return deployed(self.design)

    def _arrow(self, arrow: Connection) -> Arrow:
        start = kinds()[self.design.by_id[arrow.source.component].kind].port(arrow.source.port)
        end = kinds()[self.design.by_id[arrow.target.component].kind].port(arrow.target.port)
        if start is None or end is None:
            raise ValueError(f"the arrow {arrow.id!r} names a port that does not exist: check the design first")
        return Arrow(
            id=arrow.id,
            source=arrow.source.component,
            target=arrow.target.component,
            semantics=arrow.semantics,
            protocol=start.protocol,
            properties=arrow_model(start, end).model_validate(dict(arrow.properties)),
            connection=arrow,
        )

    def of_kind(self, *ids: str) -> list[Component]:
        """The components of some kinds."""
        if len(ids) == 1:
            return self._of_kind[ids[0]]
        return sorted((part for kind in ids for part in self._of_kind[kind]), key=lambda part: part.id)

    def kind(self, component: str) -> str:
        """A component's kind."""
        return self.design.by_id[component].kind

    def title(self, component: str) -> str:
        """What AWS calls a component's kind."""
        return kinds()[self.kind(component)].title

    def name(self, component: str) -> str:
        """What the author calls a component."""
        return self.design.by_id[component].name

    def names(self, components: Iterable[str]) -> str:
        """Several names as one enumeration, in the order given."""
        listed = [self.name(component) for component in components]
        return listed[0] if len(listed) == 1 else f"{', '.join(listed[:-1])} and {listed[-1]}"

    def service(self, component: str) -> str | None:
        """The service that owns a component."""
        return self.design.by_id[component].service

    @cached_property
    def service_names(self) -> dict[str, str]:
        """The services' names by id."""
        return {service.id: service.name for service in self.design.services}

    def is_socket(self, component: str) -> bool:
        """Whether a component is a placeholder for somebody else's system."""
        return kinds()[self.kind(component)].socket

    def read(self, component: str, model: type[P]) -> P:
        """A component's typed properties."""
        properties = self._properties[component]
        if not isinstance(properties, model):
            raise TypeError(f"{component!r} has no {model.__name__}")
        return properties

    def fifo(self, component: str) -> bool:
        """Whether a component is a channel that keeps order."""
        properties = self._properties[component]
        return isinstance(properties, QueueProperties | TopicProperties) and properties.fifo

    def function(self, component: str) -> FunctionProperties:
        """A function's typed properties."""
        return self.read(component, FunctionProperties)

    def patience(self, component: str) -> int | None:
        """How many seconds an API waits for what is behind it; None for what is no API."""
        properties = self._properties[component]
        return properties.timeout if isinstance(properties, RestApiProperties | HttpApiProperties) else None

    def out(self, component: str, *protocols: str, semantics: Semantics | None = None) -> list[Arrow]:
        """The arrows that leave a component, of some protocols and of one meaning where these are given."""
        return [arrow for arrow in self._out[component] if _fits(arrow, protocols, semantics)]

    def into(self, component: str, *protocols: str, semantics: Semantics | None = None) -> list[Arrow]:
        """The arrows that end at a component."""
        return [arrow for arrow in self._into[component] if _fits(arrow, protocols, semantics)]

    def handed(self, function: str) -> list[Arrow]:
        """The arrows that put events into Lambda's queue for a function; nobody waits for what becomes of them."""
        return [
            arrow
            for arrow in self._into[function]
            if arrow.protocol in HANDED or (arrow.protocol == "invoke" and arrow.semantics is Semantics.ASYNC)
        ]

    def calls(self, component: str) -> list[Arrow]:
        """The synchronous calls that a component makes to other components' work."""
        return [
            arrow for arrow in self._out[component] if arrow.semantics is Semantics.SYNC and arrow.protocol in CALLS
        ]

    def keeps(self, component: str, arrow: str | None = None) -> bool:
        """Whether a failure arrow leaves a component; with an arrow's id, whether one carries that arrow's failures."""
        return any(
            arrow is None or not (of := kept.read(FailureProperties).of) or arrow in of
            for kept in self.out(component, "failure")
        )

    def is_dead_letter_queue(self, component: str) -> bool:
        """Whether a queue is there for what failed elsewhere."""
        return self.kind(component) == "queue" and bool(self.into(component, "redrive", "failure"))

    def cap(self, component: str) -> int | None:
        """How many instances of a function can run at once, as far as the drawing says; None means no limit."""
        return self._cap(component, 0)

    def _cap(self, component: str, depth: int) -> int | None:
        if component not in self._caps:
            self._caps[component] = None  # what calls itself in a circle has no limit but its own
            self._caps[component] = self._sum_of_shares(component, depth)
        return self._caps[component]

    def _sum_of_shares(self, component: str, depth: int) -> int | None:
        own = self.function(component).reserved_concurrency
        if own is not None:
            return own
        total = 0
        for arrow in self._into[component]:
            share = 0 if arrow.semantics is Semantics.ERROR else self._share(arrow, depth)
            if share is None:
                return None
            total += share
        return total or None

    def _share(self, arrow: Arrow, depth: int) -> int | None:
        if isinstance(arrow.properties, EventSourceProperties):
            return arrow.properties.maximum_concurrency
        if isinstance(arrow.properties, StreamReaderProperties):
            source = self._properties[arrow.source]
            if isinstance(source, StreamProperties) and source.mode == "provisioned":
                return source.shards * arrow.properties.parallelization
            return None
        if isinstance(self._properties[arrow.source], ScheduleProperties):
            return 1
        if self.kind(arrow.source) == "function" and arrow.semantics is Semantics.SYNC and depth < _FAR:
            return self._cap(arrow.source, depth + 1)
        return None

    def fresh(self, wanted: str) -> str:
        """An id that nothing in the design has: the one wanted, or with a number behind it."""
        taken = self.taken
        base = wanted[:58].rstrip("-")
        return next(name for n in range(1, 10_000) if (name := base if n == 1 else f"{base}-{n}") not in taken)

    def crowded(self, x: float, y: float) -> bool:
        """Whether a component lies so near to a place on the canvas that another would cover it."""
        column, row = int(x // _WIDE), int(y // _HIGH)
        return any(
            covers(Point(x=x, y=y), point)
            for cell in product((column - 1, column, column + 1), (row - 1, row, row + 1))
            for point in self._cells.get(cell, ())
        )

    def mixes(self, service: str | None, x: float, y: float) -> bool:
        """Whether a component of a service would lie in another's box there, or its own box take in what is not its."""
        boxes = self._boxes
        if any(_in(box, x, y) for other, box in boxes.items() if other != service):
            return True
        if service is None or service not in boxes:
            return False
        left, top, right, bottom = boxes[service]
        if left + _WIDE <= x <= right - _WIDE and top + _HIGH <= y <= bottom - _HIGH:
            return False
        grown = (min(left, x - _WIDE), min(top, y - _HIGH), max(right, x + _WIDE), max(bottom, y + _HIGH))
        return any(
            self.design.by_id[id_].service != service and _in(grown, point.x, point.y)
            for id_, point in self.design.layout.items()
            if id_ in self.design.by_id
        )

    @cached_property
    def _boxes(self) -> dict[str, tuple[float, float, float, float]]:
        """Around each service's components: left, top, right and bottom."""
        boxes: dict[str, tuple[float, float, float, float]] = {}
        for part in self.components:
            point = self.design.layout.get(part.id)
            if point is not None and part.service is not None:
                at = (point.x - _WIDE, point.y - _HIGH, point.x + _WIDE, point.y + _HIGH)
                had = boxes.get(part.service, at)
                left, top, right, bottom = had
                boxes[part.service] = (min(left, at[0]), min(top, at[1]), max(right, at[2]), max(bottom, at[3]))
        return boxes

    @cached_property
    def _cells(self) -> dict[tuple[int, int], list[Point]]:
        cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
        for point in self.design.layout.values():
            cells[int(point.x // _WIDE), int(point.y // _HIGH)].append(point)
        return cells

    @cached_property
    def taken(self) -> frozenset[str]:
        """Every id of the design."""
        design = self.design
        return frozenset(
            thing.id for shelf in (design.services, design.components, design.connections) for thing in shelf
        )


def _in(box: tuple[float, float, float, float], x: float, y: float) -> bool:
    left, top, right, bottom = box
    return left < x < right and top < y < bottom


def covers(one: Point, other: Point) -> bool:
    """Whether components in two places would cover one another."""
    return abs(one.x - other.x) < _WIDE and abs(one.y - other.y) < _HIGH


def _fits(arrow: Arrow, protocols: tuple[str, ...], semantics: Semantics | None) -> bool:
    return (not protocols or arrow.protocol in protocols) and (semantics is None or arrow.semantics is semantics)
