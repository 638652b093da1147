"""`/`: all patterns, searched and filtered by the address."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.catalog import aws_services, communications
from app.model import Communication, Pattern
from app.search import Hit
from app.web.book import Book
from app.web.drawings import Picture
from app.web.gallery import Facet, Filters
from app.web.templates import Page
from app.web.words import COMMUNICATION, short


@dataclass(frozen=True)
class Card:
    """A pattern in the gallery."""

    pattern: Pattern
    picture: Picture
    ways: tuple[tuple[Communication, str], ...]
    services: tuple[str, ...]
    symptom: tuple[tuple[str, bool], ...]
    """The symptom that the search matched, in parts that say whether they matched."""


@dataclass(frozen=True)
class Chip:
    """A filter that is on, and the address without it."""

    title: str
    address: str


@dataclass(frozen=True, kw_only=True)
class GalleryPage(Page):
    """The context of gallery.html."""

    filters: Filters
    facets: tuple[Facet, ...]
    chips: tuple[Chip, ...]
    cards: tuple[Card, ...]
    total: int
    complaints: tuple[str, ...]
    examples: tuple[str, ...]


EXAMPLES = ("too many connections", "messages out of order", "third-party API is down")


def card(book: Book, pattern: Pattern, hit: Hit | None) -> Card:
    """A pattern as a card."""
    return Card(
        pattern=pattern,
        picture=book.drawings.thumbnail(pattern),
        ways=tuple((way, COMMUNICATION[way]) for way in communications(pattern.design)),
        services=tuple(sorted((short(name) for name in aws_services(pattern.design)), key=str.lower)),
        symptom=hit.symptom if hit else (),
    )


def routes(book: Book) -> APIRouter:
    """The gallery's route."""
    router = APIRouter()

    @router.api_route("/", methods=["GET", "HEAD"])
    def gallery(request: Request) -> Response:
        filters, complaints = book.gallery.read(request.query_params)
        found = book.gallery.find(filters)
        titles = book.gallery.titles
        chips = [Chip(titles[facet][value], filters.without(facet, value).address()) for facet, value in filters.chosen]
        if filters.text:
            unsearched = Filters(service=filters.service, communication=filters.communication, purpose=filters.purpose)
            chips.insert(0, Chip(f"“{filters.text}”", unsearched.address()))
        page = GalleryPage(
            title="",
            description="The nineteen serverless microservice patterns for AWS, with arrows that mean something.",
            here="/",
            filters=filters,
            facets=found.facets,
            chips=tuple(chips),
            cards=tuple(card(book, pattern, hit) for pattern, hit in found.patterns),
            total=len(book.catalog.patterns),
            complaints=complaints,
            examples=EXAMPLES,
        )
        return book.page(request, "gallery.html", page)

    return router
