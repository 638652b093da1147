"""The emulator runs handlers without a sandbox, so it is reached from this machine only and holds nobody's secrets."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.proof.harness.code import packed
from tests.proof.harness.emulator import ACCOUNT, KEYS, Emulator
from tests.proof.harness.stores import databases, new_database

MINE = {
    "AWS_ACCESS_KEY_ID": "AKIADEVELOPER",
    "AWS_SECRET_ACCESS_KEY": "the developer's secret",
    "AWS_SESSION_TOKEN": "the developer's session",
    "AWS_PROFILE": "production",
    "AWS_SHARED_CREDENTIALS_FILE": "the developer's keys",
    "AWS_CONFIG_FILE": "the developer's accounts",
    "GITHUB_TOKEN": "the developer's repositories",
}
HANDLERS = {
    "python3.13": ("app.py", "import os\ndef handler(event, context):\n    return dict(os.environ)\n"),
    "nodejs22.x": ("app.js", "exports.handler = async () => ({ ...process.env })\n"),
}
LISTENING = "0A"
"""A TCP socket's state in /proc/net/tcp (Linux, include/net/tcp_states.h)."""
LOOPBACK = {"0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F"}
"""127.0.0.1, ::1, and the first as IPv6 writes it."""


@pytest.fixture(scope="module")
def among_secrets() -> Iterator[Emulator]:
    """An emulator that was started by a developer whose environment holds credentials."""
    with ExitStack() as open_until_the_end:
        with pytest.MonkeyPatch.context() as patch:
            for name, value in MINE.items():
                patch.setenv(name, value)
            started = open_until_the_end.enter_context(Emulator())
        yield started


def listening(process: int) -> set[str]:
    """The addresses at which a process listens, as Linux writes them."""
    # The list is complete before it is read: it has a handle of its own, which is gone then.
    handles = list(Path(f"/proc/{process}/fd").iterdir())
    own = {str(handle.readlink()) for handle in handles if handle.is_symlink()}
    found = set()
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{process}/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            _, local, _, state, *rest = line.split()
            if state == LISTENING and f"socket:[{rest[5]}]" in own:
                found.add(local.partition(":")[0])
    return found


def test_nobody_but_this_machine_reaches_it(emulator: Emulator) -> None:
    assert listening(emulator.process) & LOOPBACK
    assert listening(emulator.process) <= LOOPBACK


def test_what_listens_everywhere_is_found() -> None:
    with socket.socket() as everywhere:
        everywhere.bind(("", 0))
        everywhere.listen()
        assert not listening(os.getpid()) <= LOOPBACK


@pytest.mark.parametrize("runtime", HANDLERS)
def test_a_handler_sees_nothing_of_the_developers(among_secrets: Emulator, runtime: str) -> None:
    name, source = HANDLERS[runtime]
    functions = among_secrets.client("lambda")
    functions.create_function(
        FunctionName=name.replace(".", "-"),
        Runtime=runtime,
        Role=f"arn:aws:iam::{ACCOUNT}:role/looks-around",
        Handler="app.handler",
        Code={"ZipFile": packed({name: source.encode()})},
    )

    seen = json.loads(functions.invoke(FunctionName=name.replace(".", "-"))["Payload"].read())

    assert not [variable for variable, value in seen.items() if value in MINE.values()]
    assert seen["AWS_SECRET_ACCESS_KEY"] == KEYS["AWS_SECRET_ACCESS_KEY"]
    # Where the SDKs look for a file of credentials.
    assert not Path(seen["HOME"], ".aws").exists()
    assert seen["HOME"] != os.environ["HOME"]


def test_a_database_takes_the_connections_with_it_that_were_left_open() -> None:
    """The emulator keeps functions warm after their stack is gone; enough of them would leave none to the next test."""
    with databases() as server, psycopg.connect(server.url("postgres"), autocommit=True) as watching:
        with new_database(server) as database:
            left = psycopg.connect(database.url)
            assert _connections(watching, database.name) == 1

        assert _connections(watching, database.name) == 0
        with pytest.raises(psycopg.OperationalError):
            left.execute("SELECT 1")
        left.close()


def _connections(watching: psycopg.Connection[tuple[Any, ...]], database: str) -> int:
    (count,) = watching.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = %s", (database,)).fetchone() or (
        0,
    )
    return int(count)
