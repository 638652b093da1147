"""The pages: a module each, with the typed context of its template and its route."""

from fastapi import APIRouter

from app.web.book import Book
from app.web.pages import api_reference, chooser, code, compare, gallery, pattern, reading, rules


def page_routes(book: Book) -> APIRouter:
    """The routes of every page."""
    router = APIRouter(include_in_schema=False)
    for module in (gallery, pattern, code, compare, chooser, reading, rules, api_reference):
        router.include_router(module.routes(book))
    return router
