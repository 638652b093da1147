"""Rendered once, kept within bounds, told apart by content."""

import gzip

from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.web.book import Book
from app.web.page_cache import MAX_PAGES, PageCache
from app.web.rendered import rendered


def test_a_page_comes_again_byte_for_byte(site: TestClient) -> None:
    first, second = site.get("/patterns/fifoer"), site.get("/patterns/fifoer")
    assert first.content == second.content
    assert first.headers["etag"] == second.headers["etag"]


def test_what_the_browser_has_is_not_sent_again(site: TestClient) -> None:
    fresh = site.get("/patterns/fifoer")
    for encoding in ("gzip", "identity"):
        fresh = site.get("/patterns/fifoer", headers={"accept-encoding": encoding})
        asked = {"accept-encoding": encoding, "if-none-match": fresh.headers["etag"]}
        again = site.get("/patterns/fifoer", headers=asked)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == fresh.headers["etag"]
        assert again.headers["cache-control"] == fresh.headers["cache-control"]
    assert site.get("/patterns/fifoer", headers={"if-none-match": '"other"'}).status_code == 200
    assert site.get("/patterns/fifoer", headers={"if-none-match": 'W/"x", ' + fresh.headers["etag"]}).status_code == 304


def test_forms_of_one_page_have_names_of_their_own(site: TestClient) -> None:
    plain = site.get("/", headers={"accept-encoding": "identity"})
    zipped = site.get("/", headers={"accept-encoding": "br, gzip"})
    refused = site.get("/", headers={"accept-encoding": "gzip;q=0"})
    assert zipped.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in refused.headers
    assert plain.headers["etag"] != zipped.headers["etag"]
    assert plain.content == zipped.content == refused.content
    assert "accept-encoding" in plain.headers["vary"]


def test_head_tells_the_same_and_sends_nothing(site: TestClient) -> None:
    for address in ("/", "/patterns/fifoer", "/patterns/fifoer/diagram.svg"):
        body, head = site.get(address), site.head(address)
        assert head.content == b""
        assert head.headers["etag"] == body.headers["etag"]
        assert head.headers["content-length"] == body.headers["content-length"]


def test_endless_searches_do_not_fill_the_memory(site: TestClient, book: Book) -> None:
    for number in range(60):
        site.get("/", params={"q": f"{number} {'x' * 30}"})
    assert len(book.cache) <= MAX_PAGES


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 400)), max_size=80))
def test_the_cache_stays_within_number_and_size(puts: list[tuple[int, int]]) -> None:
    cache = PageCache(pages=10, size=1000)
    for name, size in puts:
        held = rendered(b"x" * size, "application/octet-stream")
        cache.put((str(name), b""), held)
        assert cache.get((str(name), b"")) is held
        assert len(cache) <= 10
        assert cache.size <= 1000
        assert cache.size == sum(entry.size for entry in cache._pages.values())


def test_what_was_asked_for_last_stays() -> None:
    cache = PageCache(pages=2, size=10_000)
    first, second, third = (rendered(name, "text/plain") for name in (b"1", b"2", b"3"))
    cache.put(("/1", b""), first)
    cache.put(("/2", b""), second)
    cache.get(("/1", b""))
    cache.put(("/3", b""), third)
    assert cache.get(("/1", b"")) is first
    assert cache.get(("/2", b"")) is None


def test_compression_gives_the_same_bytes_every_time() -> None:
    body = b"the same " * 500
    one, other = rendered(body, "text/html"), rendered(body, "text/html")
    assert one.zipped is not None
    assert one.zipped == other.zipped
    assert gzip.decompress(one.zipped) == body
