"""The store, opened when the site starts and tried again when it could not be."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Lock

from starlette.concurrency import run_in_threadpool

from app.settings import Settings
from app.store import Store, UnavailableError, open_store


class StoreAtHand:
    """Opens the database once. Without it the catalog still works, so a site that cannot open it starts too."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = Lock()
        self._store: Store | None = None

    def store(self) -> Store:
        """The open store. Raises UnavailableError with the remedy."""
        with self._lock:
            if self._store is None:
                url = self._settings.database_url
                self._store = open_store(url.get_secret_value() if url else None, self._settings.data_dir)
            return self._store

    def close(self) -> None:
        """Close the database, if it was opened."""
        with self._lock:
            if self._store is not None:
                self._store.close()
                self._store = None

    def _try(self) -> None:
        try:
            self.store()
        except UnavailableError as error:
            logging.getLogger("uvicorn.error").error("Designs cannot be saved: %s", error)  # noqa: TRY400 - the text is the remedy, the trace is none

    @asynccontextmanager
    async def lifespan(self, _: object) -> AsyncIterator[None]:
        """From the site's start to its end. The catalog does not wait for the database; a request for designs does."""
        opening = asyncio.create_task(run_in_threadpool(self._try))
        try:
            yield
        finally:
            await opening
            await run_in_threadpool(self.close)
