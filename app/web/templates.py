"""Jinja, strict: everything is escaped, and a name that the context does not have is an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.model import Semantics
from app.settings import ROOT
from app.web.prose import phrase, prose
from app.web.words import SEMANTICS, diagram_address, pattern_address, sentence, slug

TEMPLATES = ROOT / "templates"


@dataclass(frozen=True, kw_only=True)
class Page:
    """What every page's context holds. A page's own class adds what its template shows."""

    title: str
    """Of the document; empty on the first page."""
    description: str
    """One sentence for search engines and link previews."""
    here: str
    """The part of the navigation that the page belongs to, by its address."""


@dataclass(frozen=True)
class NavLink:
    """An entry of the navigation."""

    address: str
    title: str


@dataclass(frozen=True)
class Frame:
    """What stands around every page."""

    nav: tuple[NavLink, ...]
    legend: Markup
    arrows: Mapping[Semantics, Markup]
    """The legend's drawings, each hidden from screen readers."""
    styles: tuple[str, ...]
    early_scripts: tuple[str, ...]
    scripts: tuple[str, ...]
    fonts: tuple[str, ...]
    favicon: str
    fault: str


class Templates:
    """Renders a page's context with its template."""

    def __init__(self, frame: Frame, folder: Path = TEMPLATES) -> None:
        self.environment = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self.environment.globals.update(frame=frame, pattern_address=pattern_address, diagram_address=diagram_address)
        self.environment.filters.update(prose=prose, phrase=phrase, sentence=sentence, slug=slug)
        self.environment.globals["meaning"] = SEMANTICS

    def render(self, template: str, page: Page) -> bytes:
        """The page as UTF-8."""
        return self.environment.get_template(template).render(page=page).encode()
