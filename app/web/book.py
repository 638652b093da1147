"""Everything that the routes share, put together once at start."""

from dataclasses import dataclass

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from app.catalog import Catalog, load_catalog
from app.content import Content, load_content
from app.diagram import icon_sprite, legend, legend_arrows
from app.settings import Settings
from app.web.assets import Assets, load_assets
from app.web.drawings import Drawings
from app.web.gallery import Gallery
from app.web.page_cache import PageCache
from app.web.rendered import Held, Rendered, rendered
from app.web.templates import Frame, NavLink, Page, Templates

HTML = "text/html; charset=utf-8"
NAV = (
    NavLink("/", "Patterns"),
    NavLink("/choose", "Choose"),
    NavLink("/compare", "Compare"),
    NavLink("/notation", "Notation"),
    NavLink("/principles", "Principles"),
    NavLink("/rules", "Rules"),
    NavLink("/glossary", "Glossary"),
    NavLink("/docs", "API"),
)


@dataclass(frozen=True)
class Book:
    """The catalog and all that turns it into pages."""

    catalog: Catalog
    content: Content
    gallery: Gallery
    drawings: Drawings
    assets: Assets
    templates: Templates
    cache: PageCache

    def page(self, request: Request, template: str, page: Page, *, status: int = 200) -> Response:
        """Render a page; one that was found is kept for the next who asks."""
        body = self.templates.render(template, page)
        if status != 200:
            return HTMLResponse(body, status_code=status)
        return self.keep(request, rendered(body, HTML))

    def keep(self, request: Request, answer: Rendered) -> Response:
        """Keep a rendered answer under the address that was asked for."""
        self.cache.put((request.scope["path"], request.scope["query_string"]), answer)
        return Held(answer)


def open_book(settings: Settings) -> Book:
    """Read catalog, texts and front end. Raises DocumentError for a text that cannot be read."""
    catalog = load_catalog(settings.patterns)
    drawings = Drawings()
    assets = load_assets(settings.static, icon_sprite())
    drawings.sprite_address = assets.icons
    frame = Frame(
        nav=NAV,
        legend=Markup(legend()),  # noqa: S704 - drawn by us
        arrows={meaning: Markup(drawing.svg) for meaning, drawing in legend_arrows().items()},  # noqa: S704 - as above
        styles=assets.styles,
        early_scripts=assets.early_scripts,
        scripts=assets.scripts,
        fonts=assets.fonts,
        favicon=assets.favicon,
        fault=assets.fault,
    )
    return Book(
        catalog=catalog,
        content=load_content(settings.content, catalog.by_id),
        gallery=Gallery(catalog),
        drawings=drawings,
        assets=assets,
        templates=Templates(frame),
        cache=PageCache(),
    )
