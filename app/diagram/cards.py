"""Design → cards with their texts, and the Spec of their layout."""

from collections import Counter
from dataclasses import dataclass

from pydantic import ValidationError

from app.diagram import text
from app.diagram.forms import Form, Orientation, Sizes, sizes
from app.diagram.geometry import Point
from app.diagram.spec import ArrowSpec, NodeSpec, ServiceSpec, Spec
from app.diagram.theme import NAME_SIZE, SMALL_SIZE, TITLE_SIZE
from app.kinds import kinds
from app.model import Component, Connection, Design, Kind

NAME_LINE = 15.5
SMALL_LINE = 13.5
MAX_GROWN = 10
"""Arrows on one side up to which a card grows with them."""
_LABEL_ROOM = 92.0
"""A label's line; longer labels take more lines, so that ranks stay near each other."""
_NARROW_ROOM = 62.0


@dataclass(frozen=True)
class Row:
    """A line of text on a card. `role` is its CSS class: name, kind or telling."""

    role: str
    text: str

    @property
    def line(self) -> float:
        """The height of the line in px."""
        return NAME_LINE if self.role == "name" else SMALL_LINE


@dataclass(frozen=True)
class Card:
    """What is written on a component's card. `full` is all of it, in one sentence."""

    component: Component
    rows: tuple[Row, ...]
    full: str
    socket: bool
    height: float


def kind_of(component: Component) -> Kind | None:
    """The component's kind; None for one that nobody knows."""
    return kinds().get(component.kind)


def telling(component: Component) -> tuple[str, ...]:
    """The telling properties; none where the properties are not valid (yet)."""
    kind = kind_of(component)
    if kind is None:
        return ()
    try:
        return kind.read(component.properties).telling()
    except ValidationError:
        return ()


def card(component: Component, size: Sizes) -> Card:
    """The card of a component."""
    kind = kind_of(component)
    title = kind.title if kind else component.kind
    told = telling(component)
    name = text.shown(component.name)
    rows: tuple[Row, ...] = ()
    height = size.height
    if size.room:
        room = size.room
        rows = (
            *(Row("name", line) for line in text.balanced(name, room, NAME_SIZE, 3, bold=True)),
            *(Row("kind", line) for line in text.balanced(title, room, SMALL_SIZE, 2)),
            *(Row("telling", text.fit(text.shown(said), room, SMALL_SIZE)) for said in told),
        )
        words = sum(row.line for row in rows)
        height = max(height, words + (size.icon + 26 if size.upright else 18))
        height = float(-(-height // 2) * 2)
    same = title.casefold() == name.casefold()
    full = ", ".join([name, *([] if same else [title]), *(text.shown(said) for said in told)])
    return Card(component, rows, full, bool(kind and kind.socket), height)


def label_lines(arrow: Connection, form: Form) -> tuple[tuple[str, ...], ...]:
    """The ways to set an arrow's label, the preferred one first."""
    if form is Form.THUMBNAIL or not text.shown(arrow.label):
        return ()
    ways = (
        text.balanced(arrow.label, _LABEL_ROOM, SMALL_SIZE, 3),
        text.balanced(arrow.label, _NARROW_ROOM, SMALL_SIZE, 4),
    )
    return tuple(dict.fromkeys(ways))


def block(lines: tuple[str, ...]) -> tuple[float, float]:
    """The size of a label."""
    return max(text.width(line, SMALL_SIZE) for line in lines), len(lines) * SMALL_LINE


def specify(
    design: Design, form: Form, orientation: Orientation
) -> tuple[Spec, tuple[Card, ...], tuple[tuple[tuple[str, ...], ...], ...]]:
    """What is to be laid out, with the texts that fill it: cards, and the ways to set each arrow's label."""
    size = sizes(form, orientation)
    tall = orientation is Orientation.TALL
    cards = tuple(card(component, size) for component in design.components)
    labels = tuple(label_lines(arrow, form) for arrow in design.connections)
    number = {component.id: at for at, component in enumerate(design.components)}
    homes = {service.id: at for at, service in enumerate(design.services)}
    leaving = Counter(arrow.source.component for arrow in design.connections)
    arriving = Counter(arrow.target.component for arrow in design.connections if arrow.semantics != "error")
    # Errors with one target share one place there.
    arriving.update({arrow.target.component for arrow in design.connections if arrow.semantics == "error"})
    # Cards of one height keep a column calm.
    highest = max((made.height for made in cards), default=0.0) if tall else 0.0
    nodes = []
    for made in cards:
        one = made.component
        # Every arrow needs a place at its side of the card.
        busy = min(max(leaving[one.id], arriving[one.id]), MAX_GROWN)
        least = (busy - 1) * size.scale.pitch * 1.4 + 20
        nodes.append(
            NodeSpec(
                width=max(size.width, least if tall else 0),
                height=max(made.height, highest if tall else least),
                service=homes[one.service] if one.service is not None else None,
            )
        )
    # Saved positions are those of the canvas, whose cards have the size of a wide diagram's.
    placed = (
        form is not Form.THUMBNAIL and not tall and bool(design.components) and number.keys() <= design.layout.keys()
    )
    arrows = tuple(
        ArrowSpec(
            number[arrow.source.component],
            number[arrow.target.component],
            str(arrow.semantics),
            tuple((round(wide + 2, 1), high) for wide, high in map(block, ways)),
            tuple(Point(bend.x, bend.y) for bend in design.bends.get(arrow.id, ())) if placed else (),
        )
        for arrow, ways in zip(design.connections, labels, strict=True)
    )
    services = tuple(
        ServiceSpec(round(text.width(text.shown(service.name), TITLE_SIZE, bold=True) + 2, 1), 15.0)
        if form is not Form.THUMBNAIL
        else ServiceSpec(0, 0)
        for service in design.services
    )
    centres = tuple(Point(design.layout[key].x, design.layout[key].y) for key in number) if placed else None
    return Spec(size.scale, tall, tuple(nodes), arrows, services, centres), cards, labels
