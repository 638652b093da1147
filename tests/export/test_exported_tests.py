"""The tests that an exported project holds pass where it is exported to, and its linters find nothing."""

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from app.export import Format, Language, export
from tests.export.projects import designs

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PYTHON = ROOT / ".tools" / "exports" / "bin" / "python"
MODULES = ROOT / "node_modules"
CHOSEN = [
    "scalable-webhook",
    "circuit-breaker",
    "gatekeeper",
    "fan-out-fan-in",
    "eventually-consistent--fresh-cache",
    "example--order-system",
]
"""Databases, caches, several services, workflows, streams, and all of it together."""
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "PYTEST_"))}


def run(folder: Path, *command: str | Path, more: Mapping[str, str] | None = None) -> str:
    """What a command says in a project's folder; fails with it if the command does."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        env=CLEAN | dict(more or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout[-8_000:] + done.stderr[-4_000:]
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{said}"
    return said


def written(name: str, language: Language, folder: Path, format_: Format = Format.SAM) -> Path:
    export(designs()[name], format_, language).write(folder)
    return folder


@pytest.mark.parametrize("name", CHOSEN)
def test_python_projects_pass_their_own_tests(name: str, tmp_path: Path) -> None:
    folder = written(name, Language.PYTHON, tmp_path / name)
    said = run(folder, PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider")
    assert " passed" in said
    assert "skipped" not in said
    run(folder, PYTHON, "-m", "ruff", "check", "--no-cache", ".")


@pytest.mark.parametrize("name", CHOSEN)
def test_nodejs_projects_pass_their_own_tests(name: str, tmp_path: Path) -> None:
    folder = written(name, Language.NODEJS, tmp_path / name)
    for manifest in folder.rglob("package.json"):
        home = manifest.parent
        (home / "node_modules").symlink_to(MODULES)
        run(home, "node_modules/.bin/tsc", "--noEmit")
        assert " passed" in run(home, "node_modules/.bin/vitest", "run")


UNPACKED = {"CDK_OUTDIR": "cdk.out", "CDK_CONTEXT_JSON": json.dumps({"aws:cdk:bundling-stacks": []})}
"""What makes an app write its templates where `cdk synth` does, without packing the functions."""


def test_cdk_projects_in_typescript_pass_their_own_tests(tmp_path: Path) -> None:
    folder = written("scalable-webhook", Language.NODEJS, tmp_path / "app", Format.CDK_TYPESCRIPT)
    (folder / "node_modules").symlink_to(MODULES)
    run(folder, "node", "--import", "tsx", "bin/app.ts", more=UNPACKED)
    run(folder, "node_modules/.bin/tsc", "--noEmit")
    assert " passed" in run(folder, "node_modules/.bin/vitest", "run")


def test_cdk_projects_in_python_pass_their_own_tests(tmp_path: Path) -> None:
    folder = written("scalable-webhook", Language.PYTHON, tmp_path / "app", Format.CDK_PYTHON)
    run(folder, PYTHON, "app.py", more=UNPACKED)
    run(folder, PYTHON, "-m", "ruff", "check", "--no-cache", ".")
    run(folder, PYTHON, "-m", "mypy", "--cache-dir", str(tmp_path / "cache"), "app.py", "infra")
    assert " passed" in run(folder, PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider")


def test_a_broken_promise_fails_the_exported_tests(tmp_path: Path) -> None:
    folder = written("scalable-webhook", Language.PYTHON, tmp_path / "broken")
    template = folder / "template.yaml"
    text = template.read_text(encoding="utf-8")
    kept = text.replace("      RedrivePolicy:\n", "      Metadata:\n")
    assert kept != text
    template.write_text(kept, encoding="utf-8")
    with pytest.raises(AssertionError, match="dead_letter_queue"):
        run(folder, PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/infrastructure")
