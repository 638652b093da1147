"""The application: routes, errors and, from the outside in, headers, Host check and cache."""

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.middleware.trustedhost import TrustedHostMiddleware

from app.settings import Settings, get_settings
from app.web.api import UnknownFilterError, api_routes
from app.web.assets import MOUNT
from app.web.book import open_book
from app.web.designer import designer_routes
from app.web.designs import design_routes
from app.web.errors import NotFoundError, install_errors, problem
from app.web.exports import export_routes
from app.web.headers import SecurityHeaders
from app.web.page_cache import CacheFirst
from app.web.pages import page_routes
from app.web.rendered import Held
from app.web.warmth import warming


def create_app(settings: Settings | None = None) -> FastAPI:
    """The site. Raises DocumentError for a pattern or a text that cannot be read."""
    settings = settings or get_settings()
    book = open_book(settings)
    app = FastAPI(
        title="Patternbook",
        description="The serverless microservice patterns for AWS.",
        version="1",
        # Our own page shows the reference; these two would load scripts from a CDN.
        docs_url=None,
        redoc_url=None,
        separate_input_output_schemas=False,
        lifespan=warming(book),
    )
    app.state.book = book
    # The last one added is the outermost.
    app.add_middleware(CacheFirst, cache=book.cache)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(settings.allowed_hosts), www_redirect=False)
    app.add_middleware(SecurityHeaders)
    install_errors(app, book)

    @app.exception_handler(UnknownFilterError)
    def unknown_filter(request: Request, error: UnknownFilterError) -> Response:
        return problem(422, str(error), request)

    @app.api_route(MOUNT + "/{name:path}", methods=["GET", "HEAD"], include_in_schema=False)
    def asset(name: str) -> Response:
        found = book.assets.files.get(f"{MOUNT}/{name}")
        if found is None:
            raise NotFoundError(f"there is no file {name[:80]!r}")
        return Held(found)

    @app.api_route("/favicon.ico", methods=["GET", "HEAD"], include_in_schema=False)
    def favicon() -> Response:
        return Held(book.assets.files[book.assets.favicon])

    app.include_router(api_routes(book))
    app.include_router(design_routes(settings))
    app.include_router(designer_routes(book, settings))
    app.include_router(export_routes(book))
    app.include_router(page_routes(book))
    return app
