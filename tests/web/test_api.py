"""The catalog as JSON."""

import pytest
from starlette.testclient import TestClient

from app.kinds import kinds
from app.model import Design
from app.web.book import Book


def test_the_list_holds_all_and_filters_as_the_gallery_does(site: TestClient, book: Book) -> None:
    everything = site.get("/api/patterns").json()
    assert everything["count"] == len(everything["patterns"]) == len(book.catalog.patterns)
    some = site.get("/api/patterns", params={"purpose": "throttle", "q": "too many connections"}).json()
    assert 0 < some["count"] < everything["count"]
    assert all("throttle" in pattern["purposes"] for pattern in some["patterns"])


@pytest.mark.slow
def test_every_pattern_comes_with_designs_that_can_be_read_again(site: TestClient, book: Book) -> None:
    for pattern in book.catalog.patterns:
        answer = site.get(f"/api/patterns/{pattern.id}").json()
        assert Design.model_validate(answer["design"]) == pattern.design
        assert [Design.model_validate(each["design"]) for each in answer["variations"]] == [
            variation.design for variation in pattern.variations
        ]
        assert site.get(answer["page"]).status_code == 200
        assert site.get(answer["diagram"]).headers["content-type"] == "image/svg+xml"


def test_every_kind_comes_with_schema_ports_and_words(site: TestClient) -> None:
    answer = {kind["id"]: kind for kind in site.get("/api/kinds").json()["kinds"]}
    assert answer.keys() == kinds().keys()
    assert answer["queue"]["properties"]["properties"]["visibility_timeout"]["maximum"] == 43_200
    assert all(kind["summary"] and kind["ports"] for kind in answer.values())


def test_health(site: TestClient, book: Book) -> None:
    assert site.get("/healthz").json() == {"status": "ok", "patterns": len(book.catalog.patterns)}


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/api/patterns/circuit-braker", 404, "circuit-braker"),
        ("/api/patterns?service=amazon-sqq", 422, "amazon-sqs"),
        ("/api/patterns?q=" + "x" * 500, 422, "q"),
        ("/api/nothing", 404, "Not Found"),
    ],
)
def test_an_error_is_a_problem_document(site: TestClient, address: str, status: int, said: str) -> None:
    answer = site.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert problem["title"]
    assert said in problem["detail"]
    assert problem["instance"] == address.partition("?")[0]


def test_a_wrong_id_names_the_nearest_pattern(site: TestClient) -> None:
    assert site.get("/api/patterns/circuit-braker").json()["nearest"] == "/patterns/circuit-breaker"


def test_writing_is_not_allowed(site: TestClient) -> None:
    answer = site.post("/api/patterns")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert "GET" in answer.headers["allow"]


@pytest.mark.slow
def test_the_reference_tells_every_operation(site: TestClient) -> None:
    html = site.get("/docs").text
    for path in site.get("/openapi.json").json()["paths"]:
        assert f"<code>{path}</code>" in html
