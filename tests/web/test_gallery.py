"""Search and filters, by the address alone."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from app.catalog import aws_services, communications
from app.model import Pattern
from app.web.book import Book
from app.web.gallery import FACETS
from app.web.words import slug


def shown(html: str) -> list[str]:
    return re.findall(r'<h3 id="p-([a-z0-9-]+)">', html)


@pytest.mark.parametrize(
    ("symptom", "expected"),
    [
        ("too many connections", {"scalable-webhook", "read-heavy-reporting-engine", "frugal-consumer"}),
        ("messages out of order", {"fifoer"}),
        ("third-party API is down", {"circuit-breaker"}),
        ("circuit braeker breaker", {"circuit-breaker"}),
        ("fan out", {"fan-out-fan-in"}),
        ("saga", {"state-machine"}),
        ("Redshift", {"streamer"}),
        ("CQRS", {"eventually-consistent"}),
        ("triager", {"router"}),
    ],
)
def test_a_search_finds_by_symptom_name_or_service(site: TestClient, symptom: str, expected: set[str]) -> None:
    found = shown(site.get("/", params={"q": symptom}).text)
    assert expected & set(found[: max(1, len(expected))]), found


def test_a_word_is_found_while_it_is_being_typed(site: TestClient) -> None:
    assert "strangler" in shown(site.get("/?q=strang").text)


def test_the_matched_symptom_is_marked(site: TestClient) -> None:
    assert re.search(r"<mark>connections</mark>", site.get("/?q=connections").text)


def test_without_filters_all_stand_in_the_articles_order(site: TestClient, book: Book) -> None:
    assert shown(site.get("/").text) == [pattern.id for pattern in book.catalog.patterns]


def test_each_filter_shows_what_has_it_and_nothing_else(site: TestClient, book: Book) -> None:
    has: dict[str, Callable[[Pattern], set[str]]] = {
        "service": lambda p: {slug(name) for name in aws_services(p.design)},
        "communication": lambda p: {way.value for way in communications(p.design)},
        "purpose": lambda p: {slug(purpose) for purpose in p.purposes},
    }
    for facet in FACETS:
        for value in book.gallery.titles[facet]:
            wanted = [p.id for p in book.catalog.patterns if value in has[facet](p)]
            assert shown(site.get("/", params={facet: value}).text) == wanted


def test_filters_narrow_and_say_how_many_would_be_left(site: TestClient) -> None:
    one = site.get("/?communication=async").text
    tally = re.search(r'value="amazon-sqs">\s*<span>[^<]*</span>\s*<span class="tally">(\d+)', one)
    assert tally is not None
    both = shown(site.get("/?communication=async&service=amazon-sqs").text)
    assert len(both) == int(tally[1])
    assert set(both) < set(shown(one))


def test_the_address_holds_the_whole_view(site: TestClient) -> None:
    html = site.get("/?q=queue&communication=async&purpose=throttle").text
    assert 'value="queue"' in html
    assert re.search(r'value="throttle" checked', html)
    assert re.search(r'value="async" checked', html)
    assert 'href="/?q=queue&amp;communication=async"' in html, "the chip takes its own filter away"


def test_an_unknown_filter_is_told_with_the_nearest(site: TestClient, book: Book) -> None:
    html = site.get("/?purpose=throtle").text
    assert "did you mean &#39;throttle&#39;" in html
    assert len(shown(html)) == len(book.catalog.patterns)


def test_no_result_says_what_to_do(site: TestClient) -> None:
    html = site.get("/?q=xylophone").text
    assert shown(html) == []
    assert "No pattern fits" in html
    assert "/choose" in html


def test_what_is_searched_for_is_only_text(site: TestClient) -> None:
    html = site.get("/", params={"q": '"><script>alert(1)</script>'}).text
    assert "<script>alert" not in html


@given(text=st.text(max_size=300))
def test_any_text_can_be_searched_for(book: Book, text: str) -> None:
    filters, complaints = book.gallery.read(QueryParams({"q": text, "service": text}))
    found = book.gallery.find(filters)
    ids = [pattern.id for pattern, _ in found.patterns]
    assert len(ids) == len(set(ids)) <= len(book.catalog.patterns)
    assert bool(complaints) == bool(text) or text in book.gallery.titles["service"]
