"""The routes of saved designs within the site's own errors, on an empty database of either kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.testclient import TestClient

from app.settings import Settings
from app.web.book import Book, open_book
from app.web.designs import design_routes
from app.web.errors import install_errors
from tests.store.databases import database_url, postgresql

__all__ = ["database_url", "postgresql"]


@pytest.fixture(scope="session")
def book() -> Book:
    """The catalog, read once: it takes longer than any of these tests."""
    return open_book(Settings())


def site(book: Book, settings: Settings) -> FastAPI:
    """What `create_app` makes of the routes, without the catalog's pages."""
    app = FastAPI(separate_input_output_schemas=False)
    install_errors(app, book)
    app.include_router(design_routes(settings))
    return app


@pytest.fixture
def client(book: Book, database_url: str, tmp_path: Path) -> Iterator[TestClient]:
    with TestClient(site(book, Settings(database_url=SecretStr(database_url), data_dir=tmp_path))) as opened:
        yield opened
