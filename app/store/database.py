"""The connection to SQLite or PostgreSQL, and the tables brought up to date."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlmodel import Session

from app.store.errors import StoreError, UnavailableError

FILE = "patternbook.sqlite3"
"""In the data directory."""
BUSY_MS = 10_000
"""How long a writer waits for another on SQLite; each write takes milliseconds."""
_LOCK = 7_205_759_403
"""PostgreSQL's advisory locks are numbers; this one is ours."""


class Database:
    """Sessions for reading and for writing. Safe to use from several threads and processes."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        # A transaction that reads first and writes later is refused on SQLite when another wrote in between, whatever
        # the busy timeout says; one that announces itself waits its turn.
        self._writer = engine.execution_options(begin="BEGIN IMMEDIATE")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one consistent state of the database. Raises UnavailableError."""
        with _translated(), Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that commits at its end, or leaves no trace of itself. Raises UnavailableError."""
        with _translated(), Session(self._writer, expire_on_commit=False) as session, session.begin():
            yield session

    def migrate(self) -> None:
        """Bring the tables up to date; a second process waits for the first. Raises UnavailableError."""
        # A quarter of a second to import, needed only here: the site can be up before that.
        from alembic import command
        from alembic.config import Config
        from alembic.util import CommandError

        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        with _translated(), self._writer.begin() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            config.attributes["connection"] = connection
            try:
                command.upgrade(config, "head")
            except CommandError as error:
                raise UnavailableError(
                    f"the database's tables were made by a newer Patternbook ({error}): use that one"
                ) from error

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except PoolTimeoutError as error:
        raise UnavailableError("too many requests wait for the database: try again in a moment") from error
    except DBAPIError as error:
        logging.getLogger(__name__).exception("The database failed")
        first = str(error.orig).strip().splitlines()
        raise UnavailableError(f"the database failed: {first[0] if first else type(error.orig).__name__}") from error


def open_database(url: str | None, data_dir: Path) -> Database:
    """Open the database that a URL names, or the SQLite file of the data directory, and bring its tables up to date.

    Raises UnavailableError with the remedy.
    """
    database = Database(_engine(_address(url, data_dir)))
    try:
        database.migrate()
    except StoreError:
        database.close()
        raise
    return database


def _address(url: str | None, data_dir: Path) -> URL:
    if not url:
        try:
            # Designs may say how a company works inside: nobody else on this machine need read them.
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise UnavailableError(
                f"the data directory {data_dir} cannot be made ({error.strerror}): set PATTERNBOOK_DATA_DIR to another"
            ) from error
        return URL.create("sqlite", database=str(data_dir / FILE))
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise UnavailableError(
            "PATTERNBOOK_DATABASE_URL is no URL such as postgresql://name:password@host/database"
        ) from error
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    if address.drivername not in ("sqlite", "postgresql+psycopg"):
        raise UnavailableError(
            f"PATTERNBOOK_DATABASE_URL names {address.drivername!r}: designs are kept in postgresql:// or sqlite:///"
        )
    return address


def _engine(address: URL) -> Engine:
    try:
        if address.drivername == "sqlite":
            engine = create_engine(address)
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
            return engine
        # READ COMMITTED whatever the server's default: who waited for a lock must see what the other has written.
        return create_engine(
            address, isolation_level="READ COMMITTED", pool_pre_ping=True, connect_args={"connect_timeout": 10}
        )
    except (ArgumentError, NoSuchModuleError) as error:
        raise UnavailableError(f"PATTERNBOOK_DATABASE_URL cannot be used: {error}") from error


def _prepare_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401 - sqlite3's connection in SQLAlchemy's wrapping
    # Python's own transaction handling would begin late and leave out DDL; `_begin_sqlite` begins instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    # Readers don't wait for the writer.
    cursor.execute("PRAGMA journal_mode = WAL")
    # What was answered with 200 survives a power cut too; in WAL mode SQLite's default could lose the last moments.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:  # noqa: ANN401 - the event's signature
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))
