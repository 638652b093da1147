"""Design → Graphviz layout → our own SVG.

The way: a design becomes cards with texts (`cards`) and a `Spec`, which is plain geometry (`spec`). Graphviz gives the
components their ranks and order (`engine`, `worker`, `place`); arrows (`ports`, `route`, `search`) and labels
(`labels`) find their ways by our own rules; `arrange` repairs what does not fit, `cache` keeps the result by content.
`render` writes the SVG with the notation of `theme`.

Decisions that everything else stands on:

- User text never reaches Graphviz, and text is measured by fixed metrics: the same design gives the same bytes on every
  machine with the same engine.
- No two cards overlap, no arrow passes through a card that is not its end, no label lies on a line or on another label:
  `tests/diagram/laws.py` reads this from the drawn SVG, for the whole catalog and for random designs.
- The router works from any positions, so the designer's saved layouts (`Design.layout`) are drawn by the same code.
"""

from collections.abc import Collection, Iterable
from concurrent.futures import ThreadPoolExecutor

from app.diagram.arrange import positions as _positions
from app.diagram.cache import layout as _layout
from app.diagram.cards import specify
from app.diagram.engine import engine as _engine
from app.diagram.forms import Form, Orientation
from app.diagram.icons import SPRITE_URL, icon_sprite
from app.diagram.notation import legend, legend_arrows
from app.diagram.pen import Drawing, standalone_style_hash
from app.diagram.render import render
from app.diagram.theme import Theme
from app.model import Design, Point

__all__ = [
    "SPRITE_URL",
    "Drawing",
    "Form",
    "Orientation",
    "Theme",
    "draw",
    "icon_sprite",
    "legend",
    "legend_arrows",
    "standalone_style_hash",
    "start",
    "tidy",
    "warm",
]


def draw(
    design: Design,
    *,
    form: Form = Form.PAGE,
    orientation: Orientation = Orientation.WIDE,
    theme: Theme = Theme.AUTO,
    title: str | None = None,
    description: str | None = None,
    prefix: str = "",
    sprite_url: str = SPRITE_URL,
    explained: bool = True,
) -> Drawing:
    """Draw a design. The same arguments give the same bytes.

    `title` names the drawing for screen readers (by default the design's name) and is printed in a standalone one;
    `description` replaces the list of arrows in words; `prefix` keeps ids apart where a page holds several drawings;
    `sprite_url` is where the page finds `icon_sprite()`; `explained` puts a standalone drawing's key below it.
    """
    spec, cards, _ = specify(design, form, orientation)
    return render(
        design,
        _layout(spec),
        cards,
        form=form,
        orientation=orientation,
        theme=theme,
        title=title,
        said=description,
        prefix=prefix,
        sprite_url=sprite_url,
        explained=explained,
    )


def start() -> None:
    """Start the layout engine in the background, so that the first diagram does not wait for it."""
    if (here := _engine()) is not None:
        here.start()


def warm(designs: Iterable[Design], forms: Collection[Form] = (Form.PAGE,)) -> None:
    """Lay out every design in both orientations (thumbnails in one), unless that has been done before."""
    wanted = [
        (design, form, orientation)
        for design in designs
        for form in forms
        for orientation in (Orientation if form is not Form.THUMBNAIL else (Orientation.WIDE,))
    ]
    # While one waits for Graphviz, the other finds the ways of its arrows.
    with ThreadPoolExecutor(max_workers=2) as pool:
        for _ in pool.map(lambda each: _layout(specify(*each)[0]), wanted):
            pass


def tidy(design: Design, orientation: Orientation = Orientation.WIDE) -> dict[str, Point]:
    """Calm positions for all components by id, in the form of `Design.layout`; what is saved there is ignored."""
    spec, cards, _ = specify(design.model_copy(update={"layout": {}}), Form.PAGE, orientation)
    boxes = _positions(spec, _engine()) or _layout(spec).nodes
    return {made.component.id: Point(x=box.centre.x, y=box.centre.y) for made, box in zip(cards, boxes, strict=True)}
