"""`/compare?patterns=a,b`: two patterns side by side."""

from dataclasses import dataclass
from itertools import islice

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from app.catalog import aws_services, communications
from app.diagram import Orientation
from app.model import Communication, Pattern, nearest
from app.web.book import Book
from app.web.drawings import Picture
from app.web.templates import Page
from app.web.words import COMMUNICATION

SIDES = 2


@dataclass(frozen=True)
class Side:
    """One of the compared."""

    pattern: Pattern
    picture: Picture
    ways: tuple[tuple[Communication, str], ...]
    services: tuple[str, ...]
    same_services: frozenset[str]
    """Those that the other one uses as well."""


@dataclass(frozen=True, kw_only=True)
class ComparePage(Page):
    """The context of compare.html; fewer than two sides mean that there is something left to choose."""

    sides: tuple[Side, ...]
    chosen: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    pairs: tuple[tuple[Pattern, Pattern, str], ...]
    """Pairs worth comparing, with what separates them."""
    complaint: str


def _pairs(book: Book) -> tuple[tuple[Pattern, Pattern, str], ...]:
    """Each pattern's first neighbour, every pair once."""
    seen: set[frozenset[str]] = set()
    found = []
    for pattern in book.catalog.patterns:
        for near in islice(pattern.related, 1):
            pair = frozenset({pattern.id, near.pattern})
            if pair not in seen:
                seen.add(pair)
                found.append((pattern, book.catalog.by_id[near.pattern], near.how))
    return tuple(found)


def routes(book: Book) -> APIRouter:
    """The comparison's route."""
    router = APIRouter()
    pairs = _pairs(book)

    @router.api_route("/compare", methods=["GET", "HEAD"])
    def compare(request: Request) -> Response:
        given = request.query_params.getlist("patterns")
        if len(given) > 1:
            # The form sends one parameter for each list; one address for one view makes links worth sharing.
            return RedirectResponse(f"/compare?patterns={','.join(item for item in given if item)}", 303)
        asked = tuple(dict.fromkeys(item for item in (given[0] if given else "").split(",") if item))
        known = [book.catalog.by_id[item] for item in asked if item in book.catalog.by_id][:SIDES]
        complaint = ""
        if unknown := [item for item in asked if item not in book.catalog.by_id]:
            complaint = f"there is no pattern {unknown[0][:60]!r}{nearest(unknown[0], book.catalog.by_id)}"
        elif len(asked) > SIDES:
            complaint = "only two patterns fit side by side: the first two are shown"
        shared = (
            frozenset.intersection(*(frozenset(aws_services(each.design)) for each in known)) if known else frozenset()
        )
        names = " and ".join(each.name for each in known)
        page = ComparePage(
            title=f"Compare {names}" if len(known) == SIDES else "Compare two patterns",
            description="Two patterns side by side: what each is for, what it is made of, and when to take which.",
            here="/compare",
            sides=tuple(
                Side(
                    pattern=each,
                    picture=book.drawings.in_page(each, each, Orientation.TALL),
                    ways=tuple((way, COMMUNICATION[way]) for way in communications(each.design)),
                    services=aws_services(each.design),
                    same_services=shared if len(known) == SIDES else frozenset(),
                )
                for each in known
            ),
            chosen=tuple(each.id for each in known),
            patterns=book.catalog.patterns,
            pairs=pairs,
            complaint=complaint,
        )
        return book.page(request, "compare.html", page, status=404 if unknown else 200)

    return router
