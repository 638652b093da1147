"""Edits that several rules propose."""

from itertools import product

from app.model import Component, Connection, Endpoint, Point, Semantics
from app.model.design import MAX_NAME
from app.model.edit import AddComponent, AddConnection, Edit, Move, SetProperty
from app.review.facts import Facts

FOURTEEN_DAYS = 1_209_600
"""The longest that SQS keeps a message, in seconds (Amazon SQS API Reference, SetQueueAttributes)."""
_BELOW, _BESIDE = 160, 200
_ROWS = (1, 0, 2, 3, -1)
"""Where a place is looked for, in rows from the component that it is for."""


def set_property(component_or_arrow: str, key: str, value: object) -> SetProperty:
    """The edit that gives a property a value."""
    return SetProperty(id=component_or_arrow, key=key, value=value)


def add(facts: Facts, component: Component, near: str) -> tuple[Edit, ...]:
    """Add a component, below another one where that has its place on the canvas, or where there is room."""
    edits: tuple[Edit, ...] = (AddComponent(component=component),)
    at = facts.design.layout.get(near)
    if at is None:
        return edits
    x, y = _room(facts, at, component.service)
    return (*edits, Move(component=component.id, to=Point(x=min(x, 1_000_000), y=min(y, 1_000_000))))


def _room(facts: Facts, at: Point, service: str | None) -> tuple[float, float]:
    """A place nearby that nobody has, and where no box comes to hold what belongs to another service."""
    for row, column in product(_ROWS, (0, 1, -1, 2, -2)):
        x, y = at.x + column * _BESIDE, at.y + row * _BELOW
        if not facts.crowded(x, y) and not facts.mixes(service, x, y):
            return x, y
    x, y = at.x, at.y + _BELOW
    while facts.crowded(x, y):
        x += _BESIDE
    return x, y


def arrow_to(
    facts: Facts,
    name: str,
    source: tuple[str, str],
    target: tuple[str, str],
    semantics: Semantics,
    **properties: object,
) -> AddConnection:
    """Add an arrow between two ports, each given as (component, port)."""
    return AddConnection(
        connection=Connection(
            id=facts.fresh(name),
            source=Endpoint(component=source[0], port=source[1]),
            target=Endpoint(component=target[0], port=target[1]),
            semantics=semantics,
            properties=properties,
        )
    )


def new_queue(facts: Facts, near: str, name: str, *, fifo: bool = False) -> Component:
    """A queue for what fails at a component, in the same service, with all the time that SQS gives."""
    properties: dict[str, object] = {"fifo": True} if fifo else {}
    return Component(
        id=facts.fresh(f"{near}-failures"),
        kind="queue",
        name=shortened(name),
        service=facts.service(near),
        properties=properties | {"retention": FOURTEEN_DAYS},
    )


def shortened(name: str) -> str:
    """A name made of others, no longer than names may be."""
    return name if len(name) <= MAX_NAME else f"{name[: MAX_NAME - 1]}…"


def keep_failures(facts: Facts, component: str, of: tuple[str, ...] = (), *, fifo: bool = False) -> tuple[Edit, ...]:
    """Give a component a queue for its failures: for those of some arrows, or for all."""
    queue = new_queue(facts, component, f"Failed at {facts.name(component)}", fifo=fifo)
    properties: dict[str, object] = {"of": list(of)} if of else {}
    kept = arrow_to(
        facts, f"{component}-fails", (component, "fails"), (queue.id, "failures"), Semantics.ERROR, **properties
    )
    return (*add(facts, queue, component), kept)


def dead_letters(facts: Facts, queue: str, *, fifo: bool) -> tuple[Edit, ...]:
    """Give a queue a dead-letter queue of its own type."""
    letters = new_queue(facts, queue, f"Failed: {facts.name(queue)}", fifo=fifo)
    moved = arrow_to(facts, f"{queue}-gives-up", (queue, "redrives"), (letters.id, "redriven"), Semantics.ERROR)
    return (*add(facts, letters, queue), moved)


def tell_somebody(facts: Facts, alarm: str, near: str) -> tuple[Edit, ...]:
    """Let an alarm publish to the topic that hears of others already, or else to a new one."""
    heard = next((topic.id for topic in facts.of_kind("topic") if facts.into(topic.id, "alarm-action")), None)
    edits: tuple[Edit, ...] = ()
    if heard is None:
        topic = Component(id=facts.fresh("operations"), kind="topic", name="Operations")
        edits, heard = add(facts, topic, near), topic.id
    return (*edits, arrow_to(facts, f"{alarm}-tells", (alarm, "actions"), (heard, "alarms"), Semantics.ASYNC))
