"""What goes wrong, told to people as a page and to programs as RFC 9457 problem details."""

import json
from dataclasses import dataclass
from difflib import get_close_matches
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from app.catalog import Catalog
from app.web.book import NAV, Book
from app.web.headers import SECURITY
from app.web.templates import Page
from app.web.words import pattern_address

PROBLEM = "application/problem+json"


class NotFoundError(Exception):
    """Something that there is not, and what is nearest to it."""

    def __init__(self, detail: str, near: str = "", near_title: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.near = near
        """The address of the nearest thing that there is; empty where nothing comes near."""
        self.near_title = near_title

    @classmethod
    def for_pattern(cls, pattern_id: str, catalog: Catalog) -> "NotFoundError":
        """For a pattern's id that names none."""
        near = nearest_pattern(pattern_id, catalog)
        detail = f"there is no pattern {pattern_id[:60]!r}"
        return cls(detail, pattern_address(near), catalog.by_id[near].name) if near else cls(detail)


@dataclass(frozen=True, kw_only=True)
class ErrorPage(Page):
    """The context of error.html."""

    status: int
    heading: str
    detail: str
    near: str
    near_title: str


def nearest_pattern(word: str, catalog: Catalog) -> str | None:
    """The id of the pattern whose id or name comes nearest to a word."""
    names = {pattern.name.lower(): pattern.id for pattern in catalog.patterns} | {key: key for key in catalog.by_id}
    asked = word.lower().strip("/ ")[:80]
    close = get_close_matches(asked, names, n=1, cutoff=0.5)
    if close:
        return names[close[0]]
    return next((key for name, key in names.items() if len(asked) > 3 and (asked in name or name in asked)), None)


def problem(status: int, detail: str, request: Request, **more: Any) -> Response:  # noqa: ANN401 - members are any JSON
    """An RFC 9457 answer."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    body |= {"instance": request.url.path, **more}
    return Response(json.dumps(body), status_code=status, media_type=PROBLEM)


def _for_programs(request: Request) -> bool:
    return request.url.path.startswith(("/api/", "/healthz", "/openapi.json")) or request.url.path == "/api"


def install_errors(app: FastAPI, book: Book) -> None:
    """Answer every error as whoever asked can read it."""

    def show(
        request: Request, status: int, heading: str, detail: str, near: str = "", near_title: str = ""
    ) -> Response:
        page = ErrorPage(
            title=heading,
            description=heading,
            here="",
            status=status,
            heading=heading,
            detail=detail,
            near=near,
            near_title=near_title,
        )
        return book.page(request, "error.html", page, status=status)

    @app.exception_handler(NotFoundError)
    def not_found(request: Request, error: NotFoundError) -> Response:
        if _for_programs(request):
            more = {"nearest": error.near} if error.near else {}
            return problem(404, error.detail, request, **more)
        return show(request, 404, "There is no such page", error.detail, error.near, error.near_title)

    @app.exception_handler(HTTPException)
    def http_error(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404 and not _for_programs(request):
            path = request.url.path
            near = nearest_pattern(path.removeprefix("/patterns/"), book.catalog)
            found = (pattern_address(near), book.catalog.by_id[near].name) if near else _nearest_page(path)
            return not_found(request, NotFoundError(f"there is nothing at {path[:80]}", *found))
        phrase = HTTPStatus(error.status_code).phrase
        if _for_programs(request):
            answer = problem(error.status_code, str(error.detail or phrase), request)
        else:
            answer = show(request, error.status_code, phrase, str(error.detail or phrase))
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        errors = [
            {"parameter": ".".join(str(part) for part in each["loc"][1:]), "detail": each["msg"]}
            for each in error.errors()
        ]
        said = "; ".join(f"{each['parameter']}: {each['detail']}" for each in errors)
        if _for_programs(request):
            return problem(422, said, request, errors=errors)
        return show(request, 422, "This address asks for something impossible", said)

    @app.exception_handler(ClientDisconnect)
    def gone(request: Request, error: ClientDisconnect) -> Response:  # noqa: ARG001 - nobody is left to be told
        # A tab that closes while it saves is no fault of the server's. 499 is what nginx calls it in its log.
        return Response(status_code=499)

    @app.exception_handler(Exception)
    def failed(request: Request, error: Exception) -> Response:  # noqa: ARG001 - the server logs it, the reader need not see it
        said = "Something went wrong on our side. It has been written to the server's log."
        answer = problem(500, said, request) if _for_programs(request) else show(request, 500, "This page failed", said)
        # Starlette answers this one outside of all middleware.
        answer.headers.update(SECURITY)
        return answer


def _nearest_page(path: str) -> tuple[str, str] | tuple[()]:
    titles = {link.address: link.title for link in NAV}
    close = get_close_matches(path.rstrip("/") or "/", [address for address in titles if address != "/"], n=1)
    return (close[0], titles[close[0]]) if close else ()
