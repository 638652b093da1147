"""The handlers' own tests, which stand beside them because they are exported with them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.handlers.python.folders import DEFAULTS, PATTERNS, ROOT, SHARED, handlers


def all_tests() -> list[Path]:
    """The tests of the handlers and of what they share."""
    return [path for folder in [*handlers(), SHARED] for path in sorted((folder / "tests").glob("test_*.py"))]


def run(*paths: Path) -> subprocess.CompletedProcess[str]:
    """A process of its own: in this one, `app` is Patternbook."""
    return subprocess.run(
        [
            sys.executable,
            "-P",
            *("-m", "pytest", "-q", "-p", "handler_testing", "-p", "no:cacheprovider", "-p", "no:xdist"),
            *("--import-mode=importlib", "-c", os.devnull, f"--rootdir={ROOT}", "-W", "error"),
            *map(str, paths),
        ],
        cwd=PATTERNS,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(DEFAULTS), str(SHARED / "tests")])},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("half", [0, 1])
def test_the_handlers_keep_their_promises(half: int) -> None:
    done = run(*all_tests()[half::2])
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-5_000:]


@pytest.mark.slow
def test_a_broken_promise_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "app.py").write_text("ANSWER = 41\n", encoding="utf-8")
    test = tmp_path / "tests" / "test_app.py"
    test.write_text("def test_it(load):\n    assert load().ANSWER == 42\n", encoding="utf-8")
    done = run(test)
    assert done.returncode == 1
    assert "assert 41 == 42" in done.stdout
