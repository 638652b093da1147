"""The catalog as JSON."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.catalog import aws_services, communications
from app.kinds.schema import KindDescription, describe_all
from app.model import Communication, Pattern, Purpose
from app.web.book import Book
from app.web.errors import PROBLEM, NotFoundError
from app.web.gallery import MAX_TEXT
from app.web.rendered import rendered
from app.web.review import review_routes
from app.web.words import diagram_address, pattern_address

JSON = "application/json"


class PatternSummary(BaseModel):
    """A pattern in a list."""

    id: str
    number: int = Field(description="Its place in the article, 1 to 19.")
    name: str
    intent: str
    purposes: tuple[Purpose, ...]
    communications: tuple[Communication, ...] = Field(description="How its parts talk.")
    services: tuple[str, ...] = Field(description="The AWS services of its main design.")
    symptoms: tuple[str, ...]
    variations: tuple[str, ...] = Field(description="The ids of its variations.")
    page: str = Field(description="The address of its page.")
    diagram: str = Field(description="The address of its diagram.")


class Patterns(BaseModel):
    """The patterns that fit."""

    count: int
    patterns: tuple[PatternSummary, ...]


class PatternDetail(Pattern):
    """A pattern with its designs."""

    communications: tuple[Communication, ...]
    services: tuple[str, ...]
    page: str
    diagram: str


class Kinds(BaseModel):
    """Every kind."""

    kinds: tuple[KindDescription, ...]


class Problem(BaseModel):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    nearest: str | None = Field(default=None, description="The address of the nearest thing that there is.")


class Health(BaseModel):
    """That the site runs, and on how many patterns."""

    status: str
    patterns: int


def _summary(pattern: Pattern) -> PatternSummary:
    return PatternSummary(
        id=pattern.id,
        number=pattern.number,
        name=pattern.name,
        intent=pattern.intent,
        purposes=pattern.purposes,
        communications=communications(pattern.design),
        services=aws_services(pattern.design),
        symptoms=pattern.symptoms,
        variations=tuple(variation.id for variation in pattern.variations),
        page=pattern_address(pattern.id),
        diagram=diagram_address(pattern.id),
    )


def _detail(pattern: Pattern) -> PatternDetail:
    return PatternDetail(
        **dict(pattern),
        communications=communications(pattern.design),
        services=aws_services(pattern.design),
        page=pattern_address(pattern.id),
        diagram=diagram_address(pattern.id),
    )


def _problem(doc: str) -> dict[str, Any]:
    return {"description": doc, "content": {PROBLEM: {"schema": Problem.model_json_schema()}}}


def api_routes(book: Book) -> APIRouter:
    """The JSON routes."""
    router = APIRouter(tags=["catalog"])

    def keep(request: Request, body: bytes) -> Response:
        return book.keep(request, rendered(body, JSON))

    @router.get(
        "/api/patterns",
        summary="List, search and filter the patterns",
        response_model=Patterns,
        responses={422: _problem("A filter names something that there is not.")},
    )
    def patterns(
        request: Request,
        q: Annotated[str, Query(description="A symptom, a name or a service; best first.", max_length=MAX_TEXT)] = "",  # noqa: ARG001 - declared for OpenAPI, read below with the rest
        service: Annotated[list[str] | None, Query(description="An AWS service, such as `amazon-sqs`.")] = None,  # noqa: ARG001 - as above
        communication: Annotated[list[str] | None, Query(description="sync, async, stream or schedule.")] = None,  # noqa: ARG001 - as above
        purpose: Annotated[list[str] | None, Query(description="A purpose, such as `fan-out`.")] = None,  # noqa: ARG001 - as above
    ) -> Response:
        """Every filter that is given has to be fulfilled, and each may be given several times."""
        filters, complaints = book.gallery.read(request.query_params)
        if complaints:
            raise UnknownFilterError("; ".join(complaints))
        found = tuple(_summary(pattern) for pattern, _ in book.gallery.find(filters).patterns)
        return keep(request, Patterns(count=len(found), patterns=found).model_dump_json().encode())

    @router.get(
        "/api/patterns/{pattern_id}",
        summary="One pattern with its design and its variations",
        response_model=PatternDetail,
        responses={404: _problem("There is no such pattern; `nearest` names the one that was probably meant.")},
    )
    def pattern(request: Request, pattern_id: str) -> Response:
        """The design is in the format that pattern files and design files have."""
        found = book.catalog.by_id.get(pattern_id)
        if found is None:
            raise NotFoundError.for_pattern(pattern_id, book.catalog)
        return keep(request, _detail(found).model_dump_json(by_alias=True).encode())

    @router.get("/api/kinds", summary="Every kind of component", response_model=Kinds)
    def kinds(request: Request) -> Response:
        """Properties as JSON schemas with units and the source of each limit, ports, and words."""
        return keep(request, Kinds(kinds=describe_all()).model_dump_json().encode())

    @router.get("/healthz", summary="Whether the site is up", response_model=Health, tags=["operation"])
    def health() -> Health:
        """Answers as soon as the catalog has been read."""
        return Health(status="ok", patterns=len(book.catalog.patterns))

    router.include_router(review_routes())
    return router


class UnknownFilterError(ValueError):
    """A filter names something that there is not."""
