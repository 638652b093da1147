"""A server that is killed without warning has kept everything that it said it had."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from tests.store.samples import ORDERS

SERVER = """
import socket, sys
import uvicorn
from fastapi import FastAPI
from app.settings import Settings
from app.web.designs import design_routes

app = FastAPI()
app.include_router(design_routes(Settings()))
listening = socket.socket(fileno=int(sys.argv[1]))
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
"""


@contextmanager
def server(database_url: str) -> Iterator[tuple[subprocess.Popen[bytes], httpx2.Client]]:
    """A server of its own process, killed at the end if the test has not done so."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        # The socket listens already: a request made now waits until the server takes it.
        process = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(listening.fileno())],
            pass_fds=[listening.fileno()],
            env={**os.environ, "PATTERNBOOK_DATABASE_URL": database_url},
            cwd=Path(__file__).parents[2],
        )
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    try:
        with httpx2.Client(base_url=address, timeout=120) as client:
            yield process, client
    finally:
        process.kill()
        process.wait()


@pytest.mark.slow
def test_what_was_answered_survives_a_kill(database_url: str) -> None:
    with server(database_url) as (process, client):
        made = client.post("/api/designs", json=ORDERS)
        address, last = made.headers["location"], made
        for number in range(5):
            changed = {**ORDERS, "name": f"N{number}"}
            last = client.put(address, json=changed, headers={"If-Match": last.headers["etag"]})
        process.send_signal(signal.SIGKILL)
    with server(database_url) as (_, client):
        assert client.get(address).json() == last.json()
        assert len(client.get(f"{address}/revisions").json()["revisions"]) == 6


@pytest.mark.slow
def test_a_kill_in_the_middle_of_writing_leaves_a_whole_design(database_url: str) -> None:
    with server(database_url) as (process, client):
        made = client.post("/api/designs", json=ORDERS)
        address = made.headers["location"]

        busy = threading.Event()

        def write_until_killed() -> list[int]:
            etag = made.headers["etag"]
            done = [made.json()["version"]]
            try:
                while True:
                    after = {**ORDERS, "name": f"After {done[-1]}", "description": "x" * 4_000}
                    put = client.put(address, json=after, headers={"If-Match": etag})
                    etag = put.headers["etag"]
                    done.append(put.json()["version"])
                    if len(done) == 10:
                        busy.set()
            except httpx2.TransportError:
                return done

        with ThreadPoolExecutor(1) as pool:
            writing = pool.submit(write_until_killed)
            assert busy.wait(120)
            process.send_signal(signal.SIGKILL)
            done = writing.result()
    with server(database_url) as (_, client):
        found = client.get(address).json()
        assert found["version"] in (done[-1], done[-1] + 1)
        assert found["name"] == f"After {found['version'] - 1}"
        assert client.get(f"{address}/revisions").json()["revisions"][0]["number"] == found["version"]
        again = client.put(address, json=ORDERS, headers={"If-Match": f'"{found["etag"]}"'})
        assert again.status_code == 200
