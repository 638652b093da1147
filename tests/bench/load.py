"""A bounded load over loopback, and a server to put it on."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from tests.ports import free_port

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    pid: int

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def cpu(self) -> float:
        """The processor time that it has used, in seconds."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def site(env: Mapping[str, str]) -> AbstractContextManager[Server]:
    """Patternbook as its users start it."""
    return _serving(["app", "serve", "--port"], env)


def reference(body: Path) -> AbstractContextManager[Server]:
    """A server that answers with the bytes of a file from memory."""
    return _serving(["tests.bench.reference"], {"BENCH_BODY": str(body)})


@contextmanager
def _serving(command: Sequence[str], env: Mapping[str, str]) -> Iterator[Server]:
    """A module that takes a port as its last argument, and says so in a line once it answers there."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", *command, str(port)], cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, **env}
    )
    try:
        assert process.stdout is not None
        assert str(port).encode() in process.stdout.readline()
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.communicate(timeout=30)


def fetch(server: Server, path: str) -> tuple[bytes, float]:
    """One answer and how long it took, in seconds."""
    began = time.perf_counter()
    answer = httpx2.get(server.address + path, headers={"accept-encoding": "identity"}, timeout=120)
    took = time.perf_counter() - began
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content, took


async def _worker(port: int, request: bytes, requests: int, length: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    for _ in range(requests):
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        assert b" 200 " in head.partition(b"\r\n")[0]
        body = await reader.readexactly(length)
        assert len(body) == length
    writer.close()
    await writer.wait_closed()


def storm(server: Server, path: str, *, requests: int, length: int, connections: int = 8) -> tuple[float, float]:
    """Ask for one path over kept-alive connections: requests a second, and the server's seconds for each request."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: identity\r\n\r\n".encode()

    async def run() -> None:
        each = requests // connections
        await asyncio.gather(*(_worker(server.port, request, each, length) for _ in range(connections)))

    cpu, began = server.cpu(), time.perf_counter()
    asyncio.run(run())
    return requests / (time.perf_counter() - began), (server.cpu() - cpu) / requests
