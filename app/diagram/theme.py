"""The notation and the colours: the only place that decides how an arrow looks.

The article ("A quick word about communication between microservices") says: a large black arrow is an asynchronous
request, two smaller black arrows are a synchronous request, red arrows are errors. "Black" is the ink of the theme, so
that it stays the strongest tone on a dark page. Red is told by more than its colour: the line is dashed, begins with a
cross and ends in an open head. `static/styles/diagram.css` repeats these colours as custom properties; a test compares.
"""

from dataclasses import dataclass, fields
from enum import StrEnum

from app.model import Semantics


class Theme(StrEnum):
    """Which colours a drawing takes."""

    AUTO = "auto"
    """Those of the page (Form.PAGE), or those that the reader's system prefers (Form.STANDALONE)."""
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, as #rrggbb. Field `card_edge` is the CSS custom property `--diagram-card-edge`."""

    paper: str
    """Behind the drawing."""
    ink: str
    """Arrows and names: 4.5:1 against paper, service and card."""
    muted: str
    """Kinds, labels and titles: 4.5:1 as well."""
    error: str
    """Red arrows: 4.5:1, since their labels have it too."""
    accent: str
    """Telling properties, and what is focused or lit: 4.5:1."""
    card: str
    card_edge: str
    socket: str
    """The face of a placeholder."""
    socket_edge: str
    """Its dashed outline: 3:1."""
    service: str
    """Inside a service."""
    service_edge: str


PALETTES = {
    Theme.LIGHT: Palette(
        paper="#fbfdf8",
        ink="#14211a",
        muted="#47574d",
        error="#b80f2a",
        accent="#17593b",
        card="#ffffff",
        card_edge="#b4c6ae",
        socket="#fbfdf8",
        socket_edge="#6f8a72",
        service="#eff5e9",
        service_edge="#b4c6ae",
    ),
    Theme.DARK: Palette(
        paper="#151d18",
        ink="#e7efe7",
        muted="#a7b7ab",
        error="#ff7b89",
        accent="#92d6b0",
        card="#222e27",
        card_edge="#47604f",
        socket="#19221c",
        socket_edge="#7f9a88",
        service="#1b2620",
        service_edge="#3b5044",
    ),
}
"""Theme.AUTO has no colours of its own."""

COLOURS = tuple(field.name for field in fields(Palette))


@dataclass(frozen=True)
class Stroke:
    """How an arrow of one meaning is drawn, in px."""

    width: float
    head_length: float
    head_half: float
    """Half of the head's width."""
    colour: str = "ink"
    apart: float = 0
    """Half the distance of the two lines of a synchronous arrow; 0 for a single line."""
    dash: str | None = None
    open_head: bool = False
    """Two strokes instead of a filled triangle."""
    cross: float = 0
    """Half the size of the cross at the beginning; 0 for none."""

    @property
    def half(self) -> float:
        """From the middle line to the outermost edge of the lines, without heads."""
        return self.apart + self.width / 2

    @property
    def reach(self) -> float:
        """From the middle line to the outermost edge of anything, heads included."""
        return max(self.apart + self.head_half, self.cross) + (self.width / 2 if self.open_head else 0)


STROKES = {
    Semantics.ASYNC: Stroke(width=4.5, head_length=16, head_half=9.5),
    Semantics.SYNC: Stroke(width=1.75, head_length=9, head_half=4, apart=4.5),
    Semantics.ERROR: Stroke(
        width=2.25, head_length=9, head_half=6, colour="error", dash="7 4.5", open_head=True, cross=4
    ),
}
THUMBNAIL_STROKES = {
    Semantics.ASYNC: Stroke(width=4, head_length=12, head_half=8),
    Semantics.SYNC: Stroke(width=1.5, head_length=7, head_half=3.5, apart=4),
    Semantics.ERROR: Stroke(width=2, head_length=7, head_half=5, colour="error", dash="5 3.5", open_head=True),
}

FONT = "Helvetica Neue, Helvetica, Arial, Liberation Sans, Arimo, sans-serif"
"""All but the last have the widths that `app.diagram.text` measures with."""
NAME_SIZE = 13.0
SMALL_SIZE = 11.0
"""Kinds, telling properties, labels of arrows."""
TITLE_SIZE = 12.0
"""Titles of services."""


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb, 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
