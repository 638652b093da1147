import ssl

import pytest
from pg8000.exceptions import DatabaseError


class FakeConnection:
    def __init__(self, user, **settings):
        self.user, self.settings, self.ran, self.closed = user, settings, [], False
        self.broken = None

    def run(self, sql, **parameters):
        if self.broken:
            raise self.broken
        self.ran.append(sql)
        return []

    def close(self):
        self.closed = True


@pytest.fixture
def module(load, monkeypatch):
    module = load(
        "database",
        STORE_DATABASE_HOST="db.example",
        STORE_DATABASE_PORT="5432",
        STORE_DATABASE_NAME="app",
        STORE_DATABASE_USER="app",
        STORE_DATABASE_READER_HOST="reader.example",
    )
    module.opened = []

    def connect(user, **settings):
        connection = FakeConnection(user, **settings)
        module.opened.append(connection)
        return connection

    monkeypatch.setattr(module, "Connection", connect)
    return module


def test_it_logs_in_with_a_token_over_tls_that_is_verified(module):
    with module.Database("STORE").transaction():
        pass
    (connection,) = module.opened
    assert connection.settings["password"].startswith("db.example:5432/?Action=connect&DBUser=app")
    context = connection.settings["ssl_context"]
    assert context.check_hostname
    assert context.verify_mode == ssl.CERT_REQUIRED


def test_one_connection_serves_all_transactions(module):
    database = module.Database("STORE")
    for _ in range(3):
        with database.transaction() as connection:
            connection.run("SELECT 1")
    assert len(module.opened) == 1
    assert connection.ran == ["START TRANSACTION", "SELECT 1", "COMMIT"] * 3


def test_an_error_rolls_back_and_keeps_the_connection(module):
    database = module.Database("STORE")
    with pytest.raises(ValueError, match="no"), database.transaction():
        raise ValueError("no")
    with database.transaction():
        pass
    assert module.opened[0].ran[:2] == ["START TRANSACTION", "ROLLBACK"]
    assert len(module.opened) == 1


FATAL = DatabaseError({"S": "FATAL", "M": "terminating connection"})


@pytest.mark.parametrize("why", [OSError("gone"), FATAL], ids=str)
def test_a_broken_connection_is_replaced(module, why):
    database = module.Database("STORE")
    with database.transaction():
        pass
    module.opened[0].broken = why
    with pytest.raises(module.NoConnectionError), database.transaction():
        pass
    with database.transaction():
        pass
    assert len(module.opened) == 2
    assert module.opened[0].closed


def test_a_statement_that_the_database_refuses_leaves_the_connection_as_it_was(module):
    database = module.Database("STORE")
    with pytest.raises(DatabaseError), database.transaction():
        raise DatabaseError({"S": "ERROR", "M": "no such table"})
    with database.transaction():
        pass
    assert len(module.opened) == 1


@pytest.mark.parametrize("why", [OSError("refused"), FATAL], ids=str)
def test_no_connection_to_be_had_is_told_as_that(module, monkeypatch, why):
    def refuse(*_, **__):
        raise why

    monkeypatch.setattr(module, "Connection", refuse)
    with pytest.raises(module.NoConnectionError), module.Database("STORE").transaction():
        pass


def test_a_database_on_your_own_machine_needs_neither_tls_nor_token(module, monkeypatch):
    monkeypatch.setenv("DATABASE_TLS", "off")
    monkeypatch.setenv("STORE_DATABASE_PASSWORD", "local")
    with module.Database("STORE").transaction():
        pass
    assert module.opened[0].settings["ssl_context"] is None
    assert module.opened[0].settings["password"] == "local"


def test_readers_go_to_the_replicas_where_there_are_any(module, monkeypatch):
    with module.Database("STORE", reader=True).transaction():
        pass
    assert module.opened[0].settings["host"] == "reader.example"
    monkeypatch.delenv("STORE_DATABASE_READER_HOST")
    with module.Database("STORE", reader=True).transaction():
        pass
    assert module.opened[1].settings["host"] == "db.example"
