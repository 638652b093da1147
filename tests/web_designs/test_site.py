"""The routes as a part of the site."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from starlette.testclient import TestClient

from app.settings import Settings
from app.web import create_app
from app.web.book import Book
from tests.store.samples import ORDERS
from tests.web_designs.conftest import site


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    return create_app(Settings(data_dir=tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="module")
def document(whole: FastAPI) -> dict[str, Any]:
    return whole.openapi()


def test_every_schema_that_is_referred_to_is_defined(document: dict[str, Any]) -> None:
    named = set(re.findall(r"#/components/schemas/([A-Za-z0-9_.-]+)", str(document)))
    assert {"Draft", "SavedDesign", "MergeAnswer"} <= named
    assert named <= set(document["components"]["schemas"])


def test_every_route_says_what_it_does(document: dict[str, Any]) -> None:
    ours = [
        said
        for path, methods in document["paths"].items()
        if path.startswith(("/api/designs", "/api/shared", "/api/merge"))
        for said in methods.values()
    ]
    assert len(ours) >= 18
    for said in ours:
        assert said["summary"]
        assert said["description"]


def test_the_site_has_the_routes_and_saves(whole: FastAPI) -> None:
    with TestClient(whole) as client:
        made = client.post("/api/designs", json=ORDERS)
        assert made.status_code == 201
        assert client.get(made.headers["location"]).json() == made.json()
        for host in ("evil.example", "127.0.0.1.evil.example"):
            assert client.get("/api/designs", headers={"host": host}).status_code == 400


def test_the_site_does_without_a_database(book: Book, tmp_path: Path) -> None:
    url = SecretStr("postgresql://nobody@/x?host=/nonexistent")
    with TestClient(site(book, Settings(database_url=url, data_dir=tmp_path))) as client:
        answer = client.get("/api/designs")
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        assert answer.json()["reason"] == "unavailable"


def test_the_database_is_tried_again(book: Book, tmp_path: Path) -> None:
    blocked = tmp_path / "data"
    blocked.write_text("in the way")
    with TestClient(site(book, Settings(data_dir=blocked))) as client:
        assert client.post("/api/designs", json=ORDERS).status_code == 503
        blocked.unlink()
        assert client.post("/api/designs", json=ORDERS).status_code == 201


def test_a_database_url_is_not_shown() -> None:
    assert "hunter2" not in repr(Settings(database_url=SecretStr("postgresql://me:hunter2@host/x")))
