"""Every page answers, says what it should and links only to what there is."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from starlette.testclient import TestClient

from app.kinds import kinds
from app.protocols import protocols
from app.web.book import NAV, Book

PAGES = [link.address for link in NAV]


def hrefs(html: str, base: str) -> set[str]:
    found = {urljoin(base, unescape(href)) for href in re.findall(r'(?:href|src|action)="([^"]+)"', html)}
    return {address for address in found if not address.startswith("https://your-patternbook")}


def crawl(site: TestClient) -> dict[str, str]:
    """Every page that can be reached by links, by address; searches are followed from the first page only."""
    seen: dict[str, str] = {}
    todo = ["/"]
    while todo:
        address = todo.pop()
        if address in seen:
            continue
        answer = site.get(address)
        assert answer.status_code == 200, address
        is_page = answer.headers["content-type"].startswith("text/html")
        seen[address] = answer.text if is_page else ""
        if is_page and (not address.startswith("/?") or address == "/"):
            todo += [href.partition("#")[0] for href in hrefs(answer.text, address)]
    return seen


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_the_navigation_marks_its_own_place(site: TestClient, address: str) -> None:
    answer = site.get(address)
    assert answer.status_code == 200
    assert re.findall(r'<a href="([^"]+)" aria-current', answer.text) == [address]
    assert answer.text.count("<h1") == 1


@pytest.mark.slow
def test_every_link_leads_somewhere_and_none_leads_away(site: TestClient, book: Book) -> None:
    pages = crawl(site)
    assert all(urlsplit(address).netloc == "" for address in pages)
    for pattern in book.catalog.patterns:
        assert f"/patterns/{pattern.id}" in pages
        for variation in pattern.variations:
            assert f"/patterns/{pattern.id}?variation={variation.id}" in pages
    ids = {address: set(re.findall(r'\bid="([^"]+)"', html)) for address, html in pages.items() if html}
    for address, html in pages.items():
        assert len(re.findall(r'\bid="', html)) == len(ids.get(address, set())), f"{address} uses an id twice"
        for href in hrefs(html, address):
            path, _, anchor = href.partition("#")
            if anchor and path in ids:
                assert anchor in ids[path], f"{address} links to {href}"


@pytest.mark.slow
def test_no_page_has_anything_inline_or_from_elsewhere(site: TestClient) -> None:
    for address, html in crawl(site).items():
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", html), address
        assert not re.search(r'(?:src|href)="(?:https?:)?//', html), address


@pytest.mark.slow
def test_the_pattern_page_tells_everything_without_a_script(site: TestClient, book: Book) -> None:
    for pattern in book.catalog.patterns:
        text = re.sub(r"<[^>]+>", "", site.get(f"/patterns/{pattern.id}").text)
        text = re.sub(r"\s+", " ", unescape(text))
        for step in pattern.steps:
            assert step.title in text
        for alias in pattern.aliases:
            assert alias.name in text
        for component in pattern.design.components:
            assert component.name in text
        for heading in ("The problem", "How it works", "When not", "What has changed since 2018", "Entry", "Sockets"):
            assert heading in text
        assert len(re.findall(r'class="diagram diagram-page"', site.get(f"/patterns/{pattern.id}").text)) == 2


def test_steps_are_an_ordered_list_that_names_its_arrows(site: TestClient, book: Book) -> None:
    for pattern in book.catalog.patterns:
        html = site.get(f"/patterns/{pattern.id}").text
        steps = re.search(r'<ol class="steps".*?</ol>', html, re.DOTALL)
        assert steps is not None
        named = re.findall(r'data-step data-arrows="([^"]*)"', steps[0])
        assert named == [" ".join(step.arrows) for step in pattern.steps]
        for arrow in pattern.design.connections:
            assert html.count(f'class="arrow arrow-{arrow.semantics}" id="wide-{pattern.number}-arrow-{arrow.id}"') == 1


def test_the_legend_stands_on_every_page(site: TestClient) -> None:
    for address in [*PAGES, "/patterns/notifier", "/choose/get-done", "/no-such-page"]:
        html = site.get(address).text
        for word in ("asynchronous", "synchronous", "error"):
            assert f"</svg> {word}" in html, address


def test_compare_takes_the_form_and_the_short_address(site: TestClient) -> None:
    form = site.get("/compare?patterns=notifier&patterns=router", follow_redirects=False)
    assert (form.status_code, form.headers["location"]) == (303, "/compare?patterns=notifier,router")
    html = site.get("/compare?patterns=notifier,router").text
    assert html.count('class="diagram diagram-page"') == 2
    assert html.index(">Notifier</a>") < html.index(">Router</a>")


def test_compare_names_the_nearest_pattern(site: TestClient) -> None:
    answer = site.get("/compare?patterns=notifer,router")
    assert answer.status_code == 404
    assert "did you mean &#39;notifier&#39;" in answer.text


def test_compare_shows_two_at_most(site: TestClient) -> None:
    assert "only two patterns" in site.get("/compare?patterns=notifier,router,fifoer").text.lower()


def test_the_chooser_leads_to_every_goal_by_links(site: TestClient, book: Book) -> None:
    for path, answer in book.content.chooser.leaves():
        for depth in range(len(path)):
            here, onward = "/".join(("/choose", *path[:depth])), "/".join(("/choose", *path[: depth + 1]))
            assert f'href="{onward}"' in site.get(here).text
        assert f'href="/patterns/{answer.pattern}"' in site.get("/".join(("/choose", *path))).text


def test_the_chooser_knows_no_other_answers(site: TestClient) -> None:
    answer = site.get("/choose/answer/nobody")
    assert answer.status_code == 404
    assert 'href="/choose"' in answer.text


def test_the_glossary_holds_every_kind_protocol_and_term(site: TestClient, book: Book) -> None:
    html = site.get("/glossary").text
    for name in kinds():
        assert f'id="kind-{name}"' in html
    for name in protocols():
        assert f'id="join-{name}"' in html
    for term in book.content.terms:
        assert f'id="term-{term.id}"' in html
