"""All of a database's designs, revisions and links in one hand."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.store import rows
from app.store.database import Database, open_database
from app.store.designs import Designs
from app.store.revisions import Revisions
from app.store.sharing import Shares


@dataclass(frozen=True)
class Store:
    """An open database. Safe to use from several threads."""

    database: Database
    designs: Designs
    revisions: Revisions
    shares: Shares

    def close(self) -> None:
        """Close all connections."""
        self.database.close()


def open_store(url: str | None, data_dir: Path, clock: Callable[[], int] = rows.clock) -> Store:
    """Open the database that a URL names, or the data directory's. Raises UnavailableError with the remedy."""
    database = open_database(url, data_dir)
    return Store(database, Designs(database, clock), Revisions(database), Shares(database))
