"""One site for all tests of this folder: it keeps nothing but its cache."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.web import create_app
from app.web.book import Book


@pytest.fixture(scope="session")
def site() -> Iterator[TestClient]:
    with TestClient(create_app(), raise_server_exceptions=False) as client:
        yield client


@pytest.fixture(scope="session")
def book(site: TestClient) -> Book:
    found = site.app.state.book  # type: ignore[attr-defined]  # Starlette types the app as a bare callable
    assert isinstance(found, Book)
    return found
