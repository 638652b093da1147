"""Drawing ahead: the layout engine is started and the gallery's drawings are made while nobody has asked yet."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from threading import Event, Thread

from fastapi import FastAPI

from app.diagram import start
from app.web.book import Book


def warming(book: Book) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """The application's lifespan. The drawing goes on in the background and stops when the site does."""
    stop = Event()

    def draw_gallery() -> None:
        for pattern in book.catalog.patterns:
            if stop.is_set():
                return
            book.drawings.thumbnail(pattern)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        start()
        drawing = Thread(target=draw_gallery, name="draw the gallery", daemon=True)
        drawing.start()
        yield
        stop.set()
        drawing.join()

    return lifespan
