"""CI's second try: for what drives other programs only, once only, and never in silence."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TESTS = """
import pytest
from pathlib import Path

TRIED = Path(__file__).parent / "tried"

def fails_at_first(name):
    tried = TRIED / name
    before = tried.exists()
    tried.touch()
    assert before

@pytest.mark.browser
def test_browser_comes_late():
    fails_at_first("browser")

@pytest.mark.proof
def test_emulator_comes_late():
    fails_at_first("emulator")

@pytest.mark.browser
def test_browser_fails():
    raise AssertionError

def test_ours_fails_at_first():
    fails_at_first("ours")
"""


@pytest.fixture
def told(tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """What pytest prints of these tests with the option, under our own rules."""
    (tmp_path / "tried").mkdir()
    (tmp_path / "test_once.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "conftest.py").write_text("from tests.conftest import *\n", encoding="utf-8")
    settings = ["-c", str(ROOT / "pyproject.toml"), f"--rootdir={tmp_path}", "-p", "no:cacheprovider", "-p", "no:xdist"]
    command = [sys.executable, "-m", "pytest", "-q", *settings, *request.param, str(tmp_path)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment |= {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


def named(told: str, outcome: str) -> set[str]:
    """The tests that the summary lists under an outcome."""
    return set(re.findall(rf"^{outcome} \S*::(\w+)", told, re.MULTILINE))


@pytest.mark.parametrize("told", [["--second-try"]], indirect=True, ids=["second try"])
def test_only_what_drives_other_programs_is_tried_again_and_is_named(told: str) -> None:
    assert "2 failed, 2 passed, 3 rerun" in told
    assert named(told, "FAILED") == {"test_browser_fails", "test_ours_fails_at_first"}
    assert named(told, "RERUN") == {"test_browser_comes_late", "test_emulator_comes_late", "test_browser_fails"}


@pytest.mark.parametrize("told", [[]], indirect=True, ids=["one try"])
def test_without_the_option_nothing_is(told: str) -> None:
    assert "4 failed" in told
    assert not named(told, "RERUN")
