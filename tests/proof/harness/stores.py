"""The real PostgreSQL and the real Redis or Valkey that stand behind RDS and ElastiCache, on the loopback.

They log in whoever has the right name, whatever the token: IAM's tokens are made by the handlers, and checked by AWS.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from redis import Redis, RedisError

from tests.ports import free_port
from tests.proof.harness.waiting import eventually
from tests.store.databases import Server

REMEDY = "`make test` installs one; by hand: `apt install redis-server` or `apt install valkey-server`"


@dataclass(frozen=True)
class Database:
    """A database of one deployment."""

    name: str
    port: int
    url: str
    """The tester's own way in, past the handlers'."""

    def prepare(self, user: str, schema: str) -> None:
        """Create the handlers' user if it is not there, and what the handlers expect in the database."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (user,)).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(user)))
            connection.execute(schema.encode())
            grant = sql.SQL("GRANT ALL ON ALL TABLES IN SCHEMA public TO {}").format(sql.Identifier(user))
            connection.execute(grant)

    def rows(self, query: str, *values: object) -> list[dict[str, Any]]:
        """What a statement of the test's own gives."""
        with psycopg.connect(self.url, autocommit=True, row_factory=dict_row) as connection:
            done = connection.execute(query.encode(), values)
            return done.fetchall() if done.description else []


@contextmanager
def databases() -> Iterator[Server]:
    """A PostgreSQL server for a session; its databases are one deployment's each."""
    # Not below pytest's own folder, which only its owner may enter.
    folder = Path(tempfile.mkdtemp(prefix="pb-proof-pg-"))
    try:
        server = Server(folder, free_port())
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def new_database(server: Server) -> Iterator[Database]:
    """A database that holds nothing yet, for one deployment.

    It goes with its deployment: the emulator keeps functions warm whose stack is gone, and their connections would
    leave none to the deployments after it.
    """
    url = server.new_database()
    assert server.port is not None
    try:
        yield Database(url.partition("@/")[2].partition("?")[0], server.port, url)
    finally:
        server.drop_database(url)


class Cache:
    """A Redis or Valkey of one deployment, which may be stopped to see what happens then."""

    def __init__(self) -> None:
        program = shutil.which("valkey-server") or shutil.which("redis-server")
        if program is None:
            raise FileNotFoundError(f"these tests need a Redis or Valkey server: {REMEDY}")
        self.port = free_port()
        settings = ["--bind", "127.0.0.1", "--port", str(self.port), "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(
            [program, *settings], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        # Redis has types for some commands only.
        self.client: Any = Redis(port=self.port, decode_responses=True)
        eventually(self._answers, "the cache to answer", seconds=10)

    def admit(self, user: str, access: str) -> None:
        """Let a user in, with exactly the access that the template gives it."""
        self.client.execute_command("ACL", "SETUSER", user, "reset", "nopass", *access.split())

    def stop(self) -> None:
        """End the server; a second time does nothing."""
        self.client.close()
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        try:
            return bool(self.client.ping())
        except RedisError:
            return False
