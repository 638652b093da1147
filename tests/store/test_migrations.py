"""The tables, from nothing to today's."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, Integer, Table

from app.store import Query, Store, UnavailableError, open_store
from app.store.database import FILE
from app.store.tables import METADATA
from tests.store.samples import orders


def differences(store: Store) -> list[object]:
    with store.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(context, METADATA))


def test_the_steps_make_the_tables_that_the_code_uses(store: Store) -> None:
    assert differences(store) == [], "write a step into app/store/migrations/versions/"


def test_a_forgotten_step_is_seen(store: Store) -> None:
    forgotten = Table("forgotten", METADATA, Column("id", Integer, primary_key=True))
    try:
        assert differences(store)
    finally:
        METADATA.remove(forgotten)


def test_opening_again_changes_nothing(database_url: str, tmp_path: Path) -> None:
    store = open_store(database_url, tmp_path)
    made = store.designs.create(orders())
    store.close()
    again = open_store(database_url, tmp_path)
    assert again.designs.get(made.id) == made
    assert differences(again) == []
    again.close()


OPEN = """
import sys
from pathlib import Path
from app.store import open_store
print("ready", flush=True)
sys.stdin.readline()
open_store(sys.argv[1], Path(sys.argv[2])).close()
"""


@pytest.mark.slow
def test_processes_that_start_together_do_not_disturb_each_other(database_url: str, tmp_path: Path) -> None:
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN, database_url, str(tmp_path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in starting:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in starting:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    for process in starting:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    store = open_store(database_url, tmp_path)
    assert store.designs.page(Query()).designs == ()
    store.close()


def test_tables_of_a_newer_version_are_left_alone(database_url: str, tmp_path: Path) -> None:
    store = open_store(database_url, tmp_path)
    with store.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(UnavailableError, match="newer Patternbook"):
        open_store(database_url, tmp_path)


def test_the_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    open_store(None, folder).close()
    assert (folder / FILE).is_file()
    assert folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://x/y", "postgresql:// or sqlite:///"),
        ("not a url", "no URL"),
        ("postgresql://nobody@/x?host=/nonexistent", "the database failed"),
        ("sqlite:////nonexistent/folder/x.sqlite3", "the database failed"),
    ],
)
def test_a_database_that_cannot_be_used(url: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match=said):
        open_store(url, tmp_path)


def test_a_password_is_not_told(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError) as raised:
        open_store("postgresql://me:hunter2@/x?host=/nonexistent", tmp_path)
    assert "hunter2" not in str(raised.value)


def test_a_data_directory_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnavailableError, match="PATTERNBOOK_DATA_DIR"):
        open_store(None, tmp_path / "file" / "data")


def test_sqlite_is_set_up_for_safety(tmp_path: Path) -> None:
    store = open_store(None, tmp_path)
    with store.database.engine.connect() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
        }
    assert asked == {"journal_mode": "wal", "foreign_keys": 1, "synchronous": 2, "busy_timeout": 10_000}
    store.close()
