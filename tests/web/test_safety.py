"""Headers, hosts, errors: what holds for every answer."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.diagram import standalone_style_hash
from app.web.application import create_app
from app.web.headers import SECURITY
from app.web.prose import phrase, prose

ADDRESSES = ["/", "/patterns/notifier", "/api/kinds", "/healthz", "/no-such-page", "/api/no", "/favicon.ico", "/docs"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_security_headers(site: TestClient, address: str) -> None:
    for turn in ("rendered", "from the cache"):
        headers = site.get(address).headers
        for name, value in SECURITY.items():
            assert headers.get_list(name) == [value], (address, turn, name)


def test_the_policy_has_no_exception() -> None:
    policy = SECURITY["content-security-policy"]
    assert "default-src 'none'" in policy
    for hole in ("unsafe", "*", "http:", "https:", "data:"):
        assert hole not in policy


@pytest.mark.parametrize("address", ["/", "/patterns/notifier"])
def test_an_unknown_host_is_refused_even_for_what_is_cached(site: TestClient, address: str) -> None:
    site.get(address)
    answer = site.get(address, headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "Patternbook" not in answer.text


def test_the_diagram_can_be_shown_anywhere_and_do_nothing(site: TestClient) -> None:
    answer = site.get("/patterns/notifier/diagram.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
    assert answer.headers["content-security-policy"] == f"default-src 'none'; style-src {standalone_style_hash()}"
    assert "max-age=86400" in answer.headers["cache-control"]
    assert "<script" not in answer.text
    assert not re.search(r'(?:href|src)="(?!#)', answer.text), "it needs no other file"


def test_the_diagram_follows_its_query(site: TestClient) -> None:
    def get(query: str) -> str:
        return site.get(f"/patterns/scalable-webhook/diagram.svg{query}").text

    assert len({get(""), get("?theme=light"), get("?theme=dark"), get("?orientation=tall")}) == 4
    assert get("?variation=straight-to-queue") != get("")
    assert "prefers-color-scheme" in get("")
    assert "prefers-color-scheme" not in get("?theme=dark")


@pytest.mark.parametrize("query", ["?theme=pink", "?orientation=diagonal"])
def test_the_diagram_refuses_what_it_cannot_do(site: TestClient, query: str) -> None:
    answer = site.get(f"/patterns/notifier/diagram.svg{query}")
    assert answer.status_code == 422
    assert "theme" in answer.text or "orientation" in answer.text


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/patterns/circuit-braker", "/patterns/circuit-breaker"),
        ("/circuit-breaker", "/patterns/circuit-breaker"),
        ("/patterns/scalable-webhook?variation=straight", "/patterns/scalable-webhook"),
        ("/principle", "/principles"),
    ],
)
def test_a_missing_page_suggests_the_nearest(site: TestClient, address: str, near: str) -> None:
    answer = site.get(address)
    assert answer.status_code == 404
    assert f'Did you mean <a href="{near}"' in answer.text


@pytest.fixture
def broken() -> Iterator[TestClient]:
    app = create_app()

    @app.get("/break")
    @app.get("/api/break")
    def fail() -> None:
        raise RuntimeError("a secret of the inside")

    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize(("address", "kind"), [("/break", "text/html"), ("/api/break", "application/problem+json")])
def test_a_failure_tells_nothing_of_the_inside(broken: TestClient, address: str, kind: str) -> None:
    answer = broken.get(address)
    assert answer.status_code == 500
    assert answer.headers["content-type"].startswith(kind)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    for name, value in SECURITY.items():
        assert answer.headers[name] == value


@pytest.mark.parametrize("name", ["../pyproject.toml", "..%2fpyproject.toml", "%2e%2e/%2e%2e/etc/passwd", "dist/../x"])
def test_only_the_assets_themselves_are_served(site: TestClient, name: str) -> None:
    assert site.get(f"/static/{name}").status_code == 404


def test_markdown_is_data() -> None:
    hostile = "<img src=x onerror=alert(1)> [a](javascript:alert(1)) ![b](https://x.example/y.png) `<b>` **c**"
    for html in (prose(hostile), phrase(hostile)):
        assert "<img" not in html
        assert 'href="javascript' not in html
        assert "<strong>c</strong>" in html
