"""PostgreSQL over one connection per instance of the function, logged in with IAM instead of a password."""

import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import boto3
from pg8000.exceptions import DatabaseError, InterfaceError
from pg8000.native import Connection

LAMBDA_CERTIFICATES = Path("/var/runtime/ca-cert.pem")
"""Where Lambda's runtimes keep the certificates of RDS (Lambda Developer Guide, "Using Lambda with Amazon RDS")."""


class NoConnectionError(OSError):
    """The database can't be reached, or has broken off."""


def _breaks_off(error: Exception) -> bool:
    """Whether it is the database's last word, such as that a pool has no connection to lend."""
    told = error.args[0] if error.args else None
    return not isinstance(error, DatabaseError) or (isinstance(told, dict) and told.get("S") == "FATAL")


def _certificates() -> ssl.SSLContext:
    context = ssl.create_default_context()
    if LAMBDA_CERTIFICATES.is_file():
        context.load_verify_locations(LAMBDA_CERTIFICATES)
    return context


class Database:
    """A database by the name that the function's environment gives it.

    Reads `{NAME}_DATABASE_HOST`, `_PORT`, `_NAME` and `_USER`. `DATABASE_TLS=off` and `{NAME}_DATABASE_PASSWORD` are
    for a database on your own machine; on AWS the password is a token that lasts fifteen minutes and is never stored.
    """

    def __init__(self, name: str, *, timeout: float = 10, reader: bool = False) -> None:
        self._prefix = f"{name}_DATABASE_"
        self._timeout = timeout
        self._reader = reader
        self._connection: Connection | None = None

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Run statements that hold together; a connection that broke is replaced by the next transaction.

        Raises NoConnectionError.
        """
        connection = self._connection or self._connect()
        self._connection = connection
        try:
            connection.run("START TRANSACTION")
            yield connection
            connection.run("COMMIT")
        except (InterfaceError, DatabaseError, OSError) as error:
            if _breaks_off(error):
                self._drop()
                raise NoConnectionError(str(error)) from error
            self._roll_back(connection)
            raise
        except BaseException:
            self._roll_back(connection)
            raise

    def _roll_back(self, connection: Connection) -> None:
        try:
            connection.run("ROLLBACK")
        except (InterfaceError, OSError):
            self._drop()

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(InterfaceError, OSError):
                connection.close()

    def _setting(self, suffix: str) -> str:
        return os.environ[self._prefix + suffix]

    def _connect(self) -> Connection:
        host, port, user = self._setting("HOST"), int(self._setting("PORT")), self._setting("USER")
        if self._reader:
            host = os.environ.get(f"{self._prefix}READER_HOST", host)
        password = os.environ.get(f"{self._prefix}PASSWORD")
        if password is None:
            rds: Any = boto3.client("rds")
            password = rds.generate_db_auth_token(DBHostname=host, Port=port, DBUsername=user)
        try:
            return Connection(
                user,
                host=host,
                port=port,
                database=self._setting("NAME"),
                password=password,
                timeout=self._timeout,
                ssl_context=None if os.environ.get("DATABASE_TLS") == "off" else _certificates(),
            )
        except (InterfaceError, DatabaseError, OSError) as error:
            raise NoConnectionError(str(error)) from error
