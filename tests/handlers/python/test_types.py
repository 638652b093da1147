"""mypy, strict, over all handlers in one run."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.handlers.python.folders import ROOT, lay_out

CONFIGURATION = """
[mypy]
strict = True
python_version = 3.11
enable_error_code = deprecated, ignore-without-code, possibly-undefined, redundant-expr, truthy-bool
warn_unreachable = True

# Neither ships types, and boto3's are made from its service models.
[mypy-boto3.*,botocore.*,pg8000.*]
ignore_missing_imports = True
# Its own types need no second look.
[mypy-moto.*]
follow_imports = skip
"""


def check(folder: Path, *arguments: str) -> str:
    (folder / "mypy.ini").write_text(CONFIGURATION, encoding="utf-8")
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            "--config-file=mypy.ini",
            f"--cache-dir={ROOT / '.mypy_cache' / 'handlers'}",
            "--no-error-summary",
            *arguments,
            ".",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.mark.slow
def test_every_handler_holds_its_types(tmp_path: Path) -> None:
    origins = lay_out(tmp_path)
    found = check(tmp_path)
    for name, origin in origins.items():
        found = found.replace(f"{name}:", f"{origin.relative_to(ROOT)}:")
    assert found == "", found


def test_a_wrong_type_is_found(tmp_path: Path) -> None:
    (tmp_path / "remote.py").write_text("def call() -> int:\n    return 1\n", encoding="utf-8")
    (tmp_path / "one.py").write_text("from remote import call\n\nword: str = call()\n", encoding="utf-8")
    assert "Incompatible types" in check(tmp_path)
