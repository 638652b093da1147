"""What every drawing is written with: colours by class, text, boxes, and the lines of arrows.

Colours have three homes, one per form: in a page, the classes that `static/styles/diagram.css` colours; in a file with
a fixed theme, presentation attributes; in a file that follows its reader's system, one <style>. All three come from
`PAINT` and the theme. There are never style attributes, so that pages need no 'unsafe-inline'.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape

from app.diagram.forms import Form
from app.diagram.geometry import Box, Point
from app.diagram.lines import cross, line_and_head, number, shift
from app.diagram.theme import PALETTES, STROKES, THUMBNAIL_STROKES, Stroke, Theme
from app.model import Semantics

PAINT: dict[str, dict[str, str]] = {
    "paper": {"fill": "paper"},
    "boundary": {"fill": "service", "stroke": "service_edge"},
    "title": {"fill": "muted"},
    "card": {"fill": "card", "stroke": "card_edge"},
    "socket": {"fill": "socket", "stroke": "socket_edge"},
    "name": {"fill": "ink"},
    "kind": {"fill": "muted"},
    "telling": {"fill": "accent"},
    "icon": {"color": "ink"},
    "arrow-async": {"color": "ink"},
    "arrow-sync": {"color": "ink"},
    "arrow-error": {"color": "error"},
    "label": {"fill": "muted"},
    "label-error": {"fill": "error"},
    "leader": {"stroke": "muted"},
}
"""Class → property → colour of the palette."""


@dataclass(frozen=True)
class Drawing:
    """An SVG element as text, with its natural size in CSS px."""

    svg: str
    width: float
    height: float


def standalone_style() -> str:
    """The text of the <style> in a standalone drawing that follows its reader's system."""

    def rules(theme: Theme) -> str:
        palette = PALETTES[theme]
        return "".join(
            f".{name}{{{';'.join(f'{key}:{getattr(palette, colour)}' for key, colour in paint.items())}}}"
            for name, paint in PAINT.items()
        )

    light, dark = rules(Theme.LIGHT), rules(Theme.DARK)
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}@media print{{{light}}}"


def standalone_style_hash() -> str:
    """The source expression for that style in a Content-Security-Policy's style-src, such as 'sha256-…'."""
    return f"'sha256-{base64.b64encode(sha256(standalone_style().encode()).digest()).decode()}'"


class Pen:
    """Writes one drawing."""

    def __init__(self, form: Form, theme: Theme, prefix: str) -> None:
        self.form = form
        self.prefix = prefix
        self.palette = PALETTES[theme] if form is Form.STANDALONE and theme is not Theme.AUTO else None
        self.small = form is Form.THUMBNAIL
        self.strokes = THUMBNAIL_STROKES if self.small else STROKES

    def paint(self, *classes: str) -> str:
        """Attributes that give an element the colours of the last class: the classes, or the colours themselves."""
        said = f'class="{" ".join(classes)}"'
        if self.palette is None:
            return said
        colours = PAINT[classes[-1]]
        return said + "".join(f' {key}="{getattr(self.palette, colour)}"' for key, colour in colours.items())

    def id(self, name: str) -> str:
        """An id attribute."""
        return f'id="{escape(self.prefix + name)}"'

    def words(self, name: str, at: Point, said: str, size: float, *, bold: bool = False, middle: bool = False) -> str:
        """A line of text, beginning or centred at a point of its base line."""
        weight = ' font-weight="600"' if bold else ""
        anchor = ' text-anchor="middle"' if middle else ""
        return (
            f'<text {self.paint(name)} x="{number(at.x)}" y="{number(at.y)}" font-size="{number(size)}"{weight}{anchor}'
            f"{_isolated(said)}>{escape(said)}</text>"
        )

    def box(self, name: str, box: Box, radius: float, more: str = "") -> str:
        """A rounded rectangle."""
        return (
            f'<rect {name} x="{number(box.left)}" y="{number(box.top)}" width="{number(box.width)}" '
            f'height="{number(box.height)}" rx="{number(radius)}"{more}/>'
        )


def _isolated(said: str) -> str:
    """Right-to-left text keeps to itself."""
    return ' unicode-bidi="isolate"' if any("\u0590" <= letter <= "\u08ff" for letter in said) else ""


def strokes_of(way: Sequence[Point], meaning: Semantics, stroke: Stroke, *, hit: bool = False) -> str:
    """The lines and heads of an arrow. `hit` adds a broad unseen line below, for pointers and for lighting it up."""
    there, head, length = line_and_head(shift(way, stroke.apart), stroke, stroke.apart)
    filled = ' fill="currentColor" stroke="none"'
    dash = ""
    if stroke.dash:
        # Dashes are counted from the head, so that those of arrows that join fall onto each other.
        period = sum(map(float, stroke.dash.split()))
        dash = f' stroke-dasharray="{stroke.dash}" stroke-dashoffset="{number(period - length % period)}"'
    parts = []
    if hit:
        middle, _, _ = line_and_head(way, stroke)
        parts.append(f'<path class="hit" stroke="none" stroke-width="18" pointer-events="stroke" d="{middle}"/>')
    parts.append(f'<path class="there"{dash} d="{there}"/>')
    parts.append(f'<path class="head head-there"{"" if stroke.open_head else filled} d="{head}"/>')
    if meaning is Semantics.SYNC:
        back, head, _ = line_and_head(shift(list(reversed(way)), stroke.apart), stroke, stroke.apart)
        parts.append(f'<path class="back" d="{back}"/><path class="head head-back"{filled} d="{head}"/>')
    if stroke.cross:
        parts.append(f'<path class="cross" d="{cross(way, stroke.cross)}"/>')
    return "".join(parts)
