"""The catalog's diagrams, each drawn once."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from markupsafe import Markup

from app.diagram import Form, Orientation, Theme, draw
from app.model import Pattern, Scene, Variation

LEAST = 0.66
"""How far a drawing may shrink: names then measure 8.5 px, and hovering tells them in full size."""


@dataclass(frozen=True)
class Picture:
    """A drawing to be put into a page."""

    svg: Markup
    least: int
    """The width in px below which its words become too small to read."""


class Drawings:
    """Draws scenes for pages and for files. Safe to use from several threads."""

    def __init__(self) -> None:
        self._kept: dict[tuple[object, ...], Picture] = {}
        self._lock = Lock()
        self.sprite_address = ""
        """Where the pages find the icons."""

    def in_page(self, pattern: Pattern, scene: Scene, orientation: Orientation) -> Picture:
        """The interactive form: its parts carry ids, its colours follow the page's theme."""

        def make() -> Picture:
            drawing = draw(
                scene.design,
                form=Form.PAGE,
                orientation=orientation,
                title=title_of(pattern, scene),
                prefix=f"{orientation.value}-{pattern.number}-",
                sprite_url=self.sprite_address,
            )
            return Picture(Markup(drawing.svg), round(drawing.width * LEAST))  # noqa: S704 - drawn by us

        return self._once((pattern.id, _key(scene), Form.PAGE, orientation), make)

    def thumbnail(self, pattern: Pattern) -> Picture:
        """The small form for the gallery."""

        def make() -> Picture:
            drawing = draw(
                pattern.design,
                form=Form.THUMBNAIL,
                orientation=Orientation.WIDE,
                title=pattern.name,
                prefix=f"t{pattern.number}-",
                sprite_url=self.sprite_address,
            )
            return Picture(Markup(drawing.svg), round(drawing.width * LEAST))  # noqa: S704 - drawn by us

        return self._once((pattern.id, Form.THUMBNAIL), make)

    def file(self, pattern: Pattern, scene: Scene, theme: Theme, orientation: Orientation) -> str:
        """The form that stands alone, with everything that it needs inside."""
        drawing = draw(
            scene.design,
            form=Form.STANDALONE,
            orientation=orientation,
            theme=theme,
            title=title_of(pattern, scene),
        )
        return drawing.svg

    def _once(self, key: tuple[object, ...], make: Callable[[], Picture]) -> Picture:
        with self._lock:
            if key not in self._kept:
                self._kept[key] = make()
            return self._kept[key]


def _key(scene: Scene) -> str:
    return scene.id if isinstance(scene, Variation) else ""


def title_of(pattern: Pattern, scene: Scene) -> str:
    """What a drawing is called."""
    return f"{pattern.name}: {scene.name}" if isinstance(scene, Variation) else pattern.name
