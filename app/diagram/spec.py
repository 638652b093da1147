"""What is to be laid out, and what comes of it: plain geometry, without a word of the user's text.

A `Spec` is all that decides a layout, so its hash is the key under which the layout is kept. Things are named by their
place in the design: component 0, arrow 3, service 1.
"""

from dataclasses import dataclass

from app.diagram.geometry import Box, Point


@dataclass(frozen=True, slots=True)
class Scale:
    """The distances of one form of diagram, in px."""

    gap: float
    """Between two ranks, at least."""
    aside: float
    """Between two components of one rank."""
    stub: float
    """How far an arrow runs straight out of a component before it may turn; longer than the largest head."""
    pitch: float
    """Between two arrows that run side by side."""
    clearance: float
    """Between an arrow and a component that is not its end."""
    pad: float
    """Between a service's boundary and its components."""
    margin: float
    """Around the whole drawing."""


@dataclass(frozen=True, slots=True)
class NodeSpec:
    """A component: the size of its card, and the service that owns it."""

    width: float
    height: float
    service: int | None


@dataclass(frozen=True, slots=True)
class ArrowSpec:
    """An arrow; `labels` are the sizes that its label may take, the preferred one first, none for no label.

    `bends` are points that somebody else has led it through; only where `Spec.centres` are given too.
    """

    source: int
    target: int
    semantics: str
    labels: tuple[tuple[float, float], ...] = ()
    bends: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class ServiceSpec:
    """A service: the size of its title, 0 by 0 where none is shown, and room at both sides that the title needs."""

    width: float
    height: float
    extra: float = 0


@dataclass(frozen=True, slots=True)
class Spec:
    """Everything that decides a layout. `centres` are positions that somebody else has chosen."""

    scale: Scale
    tall: bool
    nodes: tuple[NodeSpec, ...]
    arrows: tuple[ArrowSpec, ...]
    services: tuple[ServiceSpec, ...]
    centres: tuple[Point, ...] | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """Where an arrow's label lies, in which of its sizes; a leader joins it to its arrow where it had to step aside.

    One past the last size means a numbered badge: the words are told below the drawing.
    """

    size: int
    box: Box
    leader: tuple[Point, Point] | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything lies, in a drawing that begins at 0, 0. Services without a component have no box."""

    width: float
    height: float
    nodes: tuple[Box, ...]
    services: tuple[Box | None, ...]
    titles: tuple[Box | None, ...]
    routes: tuple[tuple[Point, ...], ...]
    """Each arrow's middle line from border to border: two points, or more with right angles between."""
    labels: tuple[Label | None, ...]
    """None for an arrow without a label, and for one where not even a badge found a place."""
