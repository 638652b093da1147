"""Graphviz, in whichever way this machine has it: pygraphviz in a worker process, or else the system's `dot`."""

import atexit
import json
import os
import re
import selectors
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from app.diagram.geometry import Point

TIMEOUT = 10.0
"""Seconds that one layout may take; a thousand components take one."""
START_TIMEOUT = 20.0
"""Seconds until the worker has loaded its libraries, on a busy machine."""

_WORKER = Path(__file__).with_name("worker.py")


class EngineError(Exception):
    """Graphviz is missing, failed or took too long."""


class Worker:
    """One worker process, started when first needed and again when it has died."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._rest = b""
        atexit.register(self.stop)

    def stop(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        self._rest = b""
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()

    def start(self) -> None:
        """Start the process, if there is none, without waiting until it is ready."""
        with self._lock:
            self._running()

    def ask(self, dot: str) -> str:
        """Graphviz's JSON for a graph. Raises EngineError."""
        with self._lock:
            try:
                process = self._running()
                if process.stdin is None:
                    raise EngineError("the Graphviz worker has no input")
                process.stdin.write(json.dumps({"dot": dot}).encode() + b"\n")
                process.stdin.flush()
                said = self._line(process, TIMEOUT)
                if "version" in said:
                    said = self._line(process, TIMEOUT)
            except (OSError, ValueError, EngineError) as error:
                self.stop()
                raise EngineError(str(error)) from error
        if "json" not in said:
            raise EngineError(f"Graphviz: {said.get('error', 'no answer')}")
        return said["json"]

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._process = subprocess.Popen(  # noqa: S603 - our own script
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
        return self._process

    def _line(self, process: subprocess.Popen[bytes], timeout: float) -> dict[str, str]:
        if process.stdout is None:
            raise EngineError("the Graphviz worker has no output")
        with selectors.DefaultSelector() as ready:
            ready.register(process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._rest:
                if not ready.select(max(timeout, START_TIMEOUT if not self._rest else 0)):
                    raise EngineError(f"Graphviz took longer than {timeout:.0f} s")
                piece = os.read(process.stdout.fileno(), 1 << 16)
                if not piece:
                    raise EngineError("the Graphviz worker ended")
                self._rest += piece
        line, _, self._rest = self._rest.partition(b"\n")
        said = json.loads(line)
        if not isinstance(said, dict):
            raise EngineError("the Graphviz worker said something else than an object")
        return said


class Engine:
    """A way to run Graphviz. `name` tells engines and their versions apart, since their layouts differ."""

    def __init__(self, name: str, ask: Callable[[str], str], start: Callable[[], None]) -> None:
        self.name = name
        self._ask = ask
        self.start = start

    def centres(self, dot: str) -> dict[str, Point]:
        """The middle of each node by name, y downwards. Raises EngineError."""
        return _read(self._ask(dot))


def _read(text: str) -> dict[str, Point]:
    try:
        data = json.loads(text)
        found = {}
        for thing in data.get("objects", ()):
            if "pos" in thing:
                x, y = thing["pos"].split(",")
                found[thing["name"]] = Point(float(x), -float(y))
        return found
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise EngineError(f"Graphviz answered with something unreadable: {error}") from error


def _dot_process(path: str, dot: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - Graphviz itself, the graph on its input
            [path, "-Tjson0"], input=dot.encode(), capture_output=True, timeout=TIMEOUT, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise EngineError(f"dot: {error}") from error
    return done.stdout.decode()


@cache
def wheel() -> Engine | None:
    """Graphviz from the pygraphviz wheel, if it is installed."""
    try:
        name = f"pygraphviz {version('pygraphviz')}"
    except PackageNotFoundError:
        return None
    worker = Worker((sys.executable, str(_WORKER)))
    return Engine(name, worker.ask, worker.start)


@cache
def system() -> Engine | None:
    """The system's `dot`, if there is one."""
    path = shutil.which("dot")
    if path is None:
        return None
    try:
        said = subprocess.run([path, "-V"], capture_output=True, text=True, timeout=TIMEOUT, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    number = re.search(r"\d+(\.\d+)+", said.stderr + said.stdout)
    return Engine(f"dot {number[0] if number else '?'}", lambda dot: _dot_process(path, dot), lambda: None)


def engine() -> Engine | None:
    """The engine to use here: the wheel's, or else the system's, or None where there is neither."""
    return wheel() or system()
