"""The three arrows and what they mean, small enough to stand in a line of text."""

from collections.abc import Iterable

from app.diagram import text
from app.diagram.forms import Form
from app.diagram.geometry import Point
from app.diagram.lines import number
from app.diagram.pen import Drawing, Pen, strokes_of
from app.diagram.theme import SMALL_SIZE, Theme
from app.diagram.words import SAID
from app.model import Semantics

LENGTH = 44.0
HEIGHT = 22.0


def legend_arrows(*, theme: Theme = Theme.AUTO, form: Form = Form.PAGE) -> dict[Semantics, Drawing]:
    """An arrow of each meaning, hidden from screen readers: its word stands beside it."""
    pen = Pen(form, theme, "")
    namespace = ' xmlns="http://www.w3.org/2000/svg"' if form is Form.STANDALONE else ""
    size = f'width="{number(LENGTH + 4)}" height="{number(HEIGHT)}" viewBox="0 0 {number(LENGTH + 4)} {number(HEIGHT)}"'
    return {
        meaning: Drawing(
            f'<svg{namespace} class="diagram-arrow" {size} aria-hidden="true" focusable="false">'
            f"{_arrow(pen, meaning, 2, HEIGHT / 2)}</svg>",
            LENGTH + 4,
            HEIGHT,
        )
        for meaning in SAID
    }


def legend() -> str:
    """The three arrows with their words, as HTML that may stand in any line of a page, any number of times."""
    items = (
        f'<span class="notation-item">{drawing.svg} {SAID[meaning]}</span>'
        for meaning, drawing in legend_arrows().items()
    )
    return f'<span class="notation">{" ".join(items)}</span>'


def key_row(pen: Pen, meanings: Iterable[Semantics]) -> tuple[str, float]:
    """Arrows with their words in a row, beginning at 0, 0, and how wide the row is."""
    parts = []
    at = 0.0
    for meaning in SAID:
        if meaning in meanings:
            word = SAID[meaning]
            parts.append(_arrow(pen, meaning, at, 9))
            parts.append(pen.words("label", Point(at + LENGTH + 7, 13), word, SMALL_SIZE))
            at += LENGTH + 7 + text.width(word, SMALL_SIZE) + 26
    return "".join(parts), max(at - 26, 0)


def _arrow(pen: Pen, meaning: Semantics, x: float, y: float) -> str:
    stroke = pen.strokes[meaning]
    way = (Point(x, y), Point(x + LENGTH, y))
    return (
        f'<g {pen.paint("arrow", f"arrow-{meaning}")} fill="none" stroke="currentColor" '
        f'stroke-width="{stroke.width:g}">{strokes_of(way, meaning, stroke)}</g>'
    )
