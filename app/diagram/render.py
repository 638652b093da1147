"""Layout and texts → SVG."""

from collections.abc import Sequence
from html import escape

from app.diagram import text
from app.diagram.cards import Card, label_lines
from app.diagram.forms import Form, Orientation, Sizes, sizes
from app.diagram.geometry import Box, Point
from app.diagram.icons import symbol, symbol_id
from app.diagram.labels import BADGE
from app.diagram.lines import line_and_head, number, shift
from app.diagram.notation import key_row
from app.diagram.pen import Drawing, Pen, standalone_style, strokes_of
from app.diagram.spec import Label, Layout
from app.diagram.text import shown
from app.diagram.theme import FONT, NAME_SIZE, SMALL_SIZE, TITLE_SIZE, Stroke, Theme
from app.diagram.words import arrow_words, description
from app.model import Component, Connection, Design, Semantics

_HEAD = 30.0
_FOOT = 28.0
_NOTE = 17.0
_HEADING_SIZE = 16.0
"""What a standalone drawing has above and below, in px."""


def render(
    design: Design,
    layout: Layout,
    cards: Sequence[Card],
    *,
    form: Form,
    orientation: Orientation,
    theme: Theme,
    title: str | None,
    said: str | None,
    prefix: str,
    sprite_url: str,
    explained: bool,
) -> Drawing:
    """Draw a design whose layout is known."""
    pen = Pen(form, theme, prefix)
    size = sizes(form, orientation)
    name = shown(title or design.name)
    whole = text.shown(said) if said is not None else description(design)
    parts: list[str] = []
    top = 0.0
    local = form is Form.STANDALONE
    width, height = layout.width, layout.height + _notes(design, layout, form)
    if local:
        margin = size.scale.margin
        there = {arrow.semantics for arrow in design.connections} if explained else set()
        used = [meaning for meaning in Semantics if meaning in there]
        key, key_width = key_row(pen, used)
        top = _HEAD if title else 0.0
        width = max(width, key_width + 2 * margin)
        height += top + (_FOOT if used else 0.0)
        parts.append(_symbols(design, prefix))
        parts.append(f'<rect {pen.paint("paper")} width="{number(width)}" height="{number(height)}"/>')
        if title:
            heading = text.fit(name, width - 2 * margin, _HEADING_SIZE, bold=True)
            parts.append(pen.words("name", Point(margin, 30), heading, _HEADING_SIZE, bold=True))
        if used:
            place = f"translate({number(margin)} {number(height - 26)})"
            parts.append(f'<g class="legend" transform="{place}">{key}</g>')
    body = [_service(pen, design, at, layout) for at in range(len(design.services))]
    arrows = list(zip(design.connections, layout.routes, strict=True))
    if pen.small:
        body += [_bundle(pen, arrows, meaning) for meaning in Semantics]
    else:
        body += [_arrow(pen, design, arrow, way) for arrow, way in arrows]
    body += [
        _node(pen, made, box, size, symbol_href(made.component, prefix if local else None, sprite_url))
        for made, box in zip(cards, layout.nodes, strict=True)
    ]
    notes = 0
    for arrow, label in zip(design.connections, layout.labels, strict=True):
        if label is None:
            continue
        ways = label_lines(arrow, form)
        if label.size == len(ways):
            notes += 1
            base = Point(size.scale.margin, layout.height + _NOTE * notes - 4)
            body.append(_label(pen, arrow, label, (str(notes),)))
            body.append(_note(pen, arrow, notes, base, width - 2 * size.scale.margin))
        else:
            body.append(_label(pen, arrow, label, ways[label.size]))
    # A file is read by people, too; in a page each byte counts.
    joint = "\n" if local else ""
    inner = joint.join(part for part in body if part)
    parts.append(f'<g transform="translate(0 {number(top)})">{inner}</g>' if top else inner)
    return Drawing(_root(pen, name, whole, width, height, theme, joint.join(parts)), width, height)


def _root(pen: Pen, name: str, whole: str, width: float, height: float, theme: Theme, inner: str) -> str:
    size = f'width="{number(width)}" height="{number(height)}" viewBox="0 0 {number(width)} {number(height)}"'
    font = f'font-family="{FONT}"'
    if pen.small:
        return f'<svg class="diagram diagram-thumbnail" {size} role="img" aria-label="{escape(name)}">{inner}</svg>'
    title, desc = pen.id("title"), pen.id("desc")
    told = f"<title {title}>{escape(name)}</title><desc {desc}>{escape(whole)}</desc>"
    if pen.form is Form.PAGE:
        label = f'aria-labelledby="{escape(pen.prefix)}title" aria-describedby="{escape(pen.prefix)}desc"'
        return f'<svg class="diagram diagram-page" {size} role="group" {label} {font}>{told}{inner}</svg>'
    style = f"<style>{standalone_style()}</style>" if theme is Theme.AUTO else ""
    label = f'aria-labelledby="{escape(pen.prefix)}title {escape(pen.prefix)}desc"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="diagram" {size} role="img" {label} {font}>'
        f"\n{told}{style}\n{inner}\n</svg>\n"
    )


def _symbols(design: Design, prefix: str) -> str:
    used = sorted({component.kind for component in design.components})
    return "\n".join(("<defs>", *(symbol(kind, prefix) for kind in used), "</defs>")) if used else ""


def symbol_href(component: Component, local_prefix: str | None, sprite_url: str) -> str:
    """Where a component's icon is: in the file itself, or in the site's icon file."""
    if local_prefix is not None:
        return f"#{symbol_id(component.kind, local_prefix)}"
    return f"{sprite_url}#{symbol_id(component.kind)}"


def _service(pen: Pen, design: Design, at: int, layout: Layout) -> str:
    box, place = layout.services[at], layout.titles[at]
    if box is None:
        return ""
    service = design.services[at]
    name = shown(service.name)
    boundary = pen.box(pen.paint("boundary"), box, 8 if pen.small else 14)
    if pen.small or place is None:
        return boundary
    shortened = text.fit(name, place.width, TITLE_SIZE, bold=True)
    title = pen.words("title", Point(place.left, place.bottom - 3.5), shortened, TITLE_SIZE, bold=True)
    return (
        f'<g class="service" {pen.id(f"service-{service.id}")} data-service="{service.id}">'
        f"<title>{escape(name)}</title>{boundary}{title}</g>"
    )


def _node(pen: Pen, made: Card, box: Box, size: Sizes, href: str) -> str:
    component = made.component
    dashed = ' stroke-dasharray="4 3"' if made.socket else ""
    face = pen.box(
        pen.paint("card", "socket") if made.socket else pen.paint("card"), box, 6 if pen.small else 10, dashed
    )
    if size.upright:
        words = sum(row.line for row in made.rows)
        top = box.top + (box.height - words - size.icon - 8) / 2
        corner = Point(box.centre.x - size.icon / 2, top)
        base = top + size.icon + 8
    else:
        inset = (size.height - size.icon) / 2 if pen.small else 13
        corner = Point(box.left + inset, box.centre.y - size.icon / 2)
        base = box.centre.y - sum(row.line for row in made.rows) / 2
    icon = (
        f'<use {pen.paint("icon")} href="{escape(href)}" x="{number(corner.x)}" y="{number(corner.y)}" '
        f'width="{number(size.icon)}" height="{number(size.icon)}"/>'
    )
    if pen.small:
        return face + icon
    rows = []
    for row in made.rows:
        base += row.line
        x = box.centre.x if size.upright else corner.x + size.icon + 10
        big = row.role == "name"
        rows.append(
            pen.words(
                row.role,
                Point(x, base - (3.5 if big else 3)),
                row.text,
                NAME_SIZE if big else SMALL_SIZE,
                bold=row.role != "kind",
                middle=size.upright,
            )
        )
    about = f". {shown(component.about)}" if component.about else ""
    focus = ' tabindex="0"' if pen.form is Form.PAGE else ""
    return (
        f'<g class="node{" node-socket" if made.socket else ""}" {pen.id(f"node-{component.id}")} '
        f'data-component="{component.id}" data-kind="{component.kind}"{focus} role="img" '
        f'aria-label="{escape(made.full)}"><title>{escape(made.full + about)}</title>{face}{icon}{"".join(rows)}</g>'
    )


def _look(stroke: Stroke) -> str:
    return f'fill="none" stroke="currentColor" stroke-width="{stroke.width:g}"'


def _arrow(pen: Pen, design: Design, arrow: Connection, way: Sequence[Point]) -> str:
    meaning = arrow.semantics
    stroke = pen.strokes[meaning]
    painted = pen.paint("arrow", f"arrow-{meaning}")
    lines = strokes_of(way, meaning, stroke, hit=pen.form is Form.PAGE)
    words = escape(arrow_words(design, arrow))
    return (
        f'<g {painted} {pen.id(f"arrow-{arrow.id}")} data-arrow="{arrow.id}" data-semantics="{meaning}" '
        f'data-from="{arrow.source.component}" data-to="{arrow.target.component}" {_look(stroke)} '
        f'role="img" aria-label="{words}"><title>{words}</title>{lines}</g>'
    )


def _bundle(pen: Pen, arrows: Sequence[tuple[Connection, Sequence[Point]]], meaning: Semantics) -> str:
    """All arrows of one meaning in two paths, which keeps thumbnails small."""
    stroke = pen.strokes[meaning]
    lines, heads = [], []
    for arrow, way in arrows:
        if arrow.semantics is meaning:
            for run in (way, way[::-1]) if meaning is Semantics.SYNC else (way,):
                line, head, _ = line_and_head(shift(run, stroke.apart), stroke, stroke.apart)
                lines.append(line)
                heads.append(head)
    if not lines:
        return ""
    dash = f' stroke-dasharray="{stroke.dash}"' if stroke.dash else ""
    filled = "" if stroke.open_head else ' fill="currentColor" stroke="none"'
    return (
        f"<g {pen.paint('arrow', f'arrow-{meaning}')} {_look(stroke)}>"
        f'<path{dash} d="{"".join(lines)}"/><path{filled} d="{"".join(heads)}"/></g>'
    )


def _notes(design: Design, layout: Layout, form: Form) -> float:
    """The height of the notes below a drawing, for labels that fit only as a number."""
    numbered = (
        label is not None and label.size == len(label_lines(arrow, form))
        for arrow, label in zip(design.connections, layout.labels, strict=True)
    )
    count = sum(numbered)
    return _NOTE * count + 6 if count else 0.0


def _note(pen: Pen, arrow: Connection, at: int, base: Point, room: float) -> str:
    said = text.fit(f"{at}  {shown(arrow.label)}", room, SMALL_SIZE)
    name = "label-error" if arrow.semantics is Semantics.ERROR else "label"
    return f'<g class="note" data-arrow="{arrow.id}" aria-hidden="true">{pen.words(name, base, said, SMALL_SIZE)}</g>'


def _label(pen: Pen, arrow: Connection, label: Label, rows: Sequence[str]) -> str:
    line = label.box.height / len(rows)
    name = "label-error" if arrow.semantics is Semantics.ERROR else "label"
    parts = []
    if label.leader is not None:
        (x, y), (to_x, to_y) = label.leader
        parts.append(
            f'<path {pen.paint("leader")} fill="none" stroke-width="0.75" '
            f'd="M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}"/>'
        )
    badge = len(rows) == 1 and label.box.width == BADGE[0] and rows[0].isdigit()
    if badge:
        x, y = label.box.centre
        ring = f'cx="{number(x)}" cy="{number(y)}" r="{number(BADGE[0] / 2 - 0.5)}" fill="none" stroke-width="1"'
        parts.append(f"<circle {pen.paint('leader')} {ring}/>")
    for at, row in enumerate(rows):
        base = Point(label.box.centre.x, label.box.top + line * (at + 1) - (4 if badge else 3))
        parts.append(pen.words(name, base, row, SMALL_SIZE - badge, middle=True))
    whole = shown(arrow.label)
    full = f"<title>{escape(whole)}</title>" if rows[-1].endswith(text.ELLIPSIS) else ""
    return f'<g class="arrow-label" data-arrow="{arrow.id}" aria-hidden="true">{full}{"".join(parts)}</g>'
