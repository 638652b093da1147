"""The set-up script, run in a checkout of its own whose tools are small stand-ins that keep a record."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / ".ci" / "prepare.py"

NPM = """
echo "npm $*" >> "$RECORD"
case "$*" in
  *ci*) mkdir -p node_modules ;;
  *build*) if [ -e src/broken ]; then printf '\\033[31mno such entry\\033[0m\\n'; exit 1; fi; mkdir -p dist ;;
esac
"""


class Checkout:
    """A checkout in a temporary folder, and the record of what its tools were asked to do."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.tools = root / "tools"
        self.record = root / "record"
        self.monkeypatch = monkeypatch
        for folder in (".ci", ".venv/bin", "requirements", "static/src", "tools"):
            (root / folder).mkdir(parents=True)
        shutil.copy(SCRIPT, root / ".ci")
        for name in ("run", "dev", "graphviz", "node"):
            self.write(f"requirements/{name}.txt", f"{name}==1\n")
        for name in ("package.json", "package-lock.json", ".npmrc", "src/main.ts"):
            self.write(f"static/{name}", name)
        self.tool("node", "echo v20.19.0")
        self.tool("npm", NPM)
        self.tool("mkdir", 'exec /bin/mkdir "$@"')
        self.program(".venv/bin/python", 'echo "python $*" >> "$RECORD"')
        self.write(".venv/bin/pip", "")
        monkeypatch.setenv("PATH", str(self.tools))
        monkeypatch.setenv("RECORD", str(self.record))
        monkeypatch.delenv("CHROMIUM", raising=False)
        self.prepare: Any = load(root / ".ci" / "prepare.py")

    def write(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def program(self, name: str, body: str) -> Path:
        path = self.write(name, f"#!/bin/sh\n{body}\n")
        path.chmod(0o755)
        return path

    def tool(self, name: str, body: str = "exit 0") -> Path:
        return self.program(f"tools/{name}", body)

    def calls(self) -> list[str]:
        """What was asked since the last time."""
        lines = self.record.read_text(encoding="utf-8").splitlines() if self.record.exists() else []
        self.record.unlink(missing_ok=True)
        return lines


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("prepare_under_test", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    return Checkout(tmp_path, monkeypatch)


def built(checkout: Checkout) -> list[str]:
    checkout.prepare.build_front_end()
    return ["ci" if " ci" in call else "build" for call in checkout.calls()]


def test_the_front_end_is_built_once(checkout: Checkout) -> None:
    assert built(checkout) == ["ci", "build"]
    assert built(checkout) == []


def test_a_new_time_is_no_new_content(checkout: Checkout) -> None:
    built(checkout)
    os.utime(checkout.root / "static/src/main.ts", (1, 1))
    assert built(checkout) == []


@pytest.mark.parametrize(
    ("changed", "redone"),
    [
        ("static/src/main.ts", ["build"]),
        ("static/src/new.ts", ["build"]),
        ("static/styles/site.css", ["build"]),
        ("static/vite.config.ts", ["build"]),
        ("static/package-lock.json", ["ci", "build"]),
        ("requirements/run.txt", []),
    ],
)
def test_a_change_redoes_what_it_touches(checkout: Checkout, changed: str, redone: list[str]) -> None:
    built(checkout)
    checkout.write(changed, "changed")
    assert built(checkout) == redone


@pytest.mark.parametrize(("deleted", "redone"), [("dist", ["build"]), ("node_modules", ["ci", "build"])])
def test_what_was_deleted_is_made_again(checkout: Checkout, deleted: str, redone: list[str]) -> None:
    built(checkout)
    shutil.rmtree(checkout.root / "static" / deleted)
    assert built(checkout) == redone


def test_the_site_starts_without_a_front_end_and_says_why(
    checkout: Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = checkout.write("static/src/broken", "")
    checkout.prepare.build_front_end_if_possible()
    told = checkout.root / "static/dist/BUILD_FAILED.txt"
    assert "no such entry" in told.read_text(encoding="utf-8")
    assert "\x1b" not in told.read_text(encoding="utf-8")
    assert "without its built front end" in capsys.readouterr().out
    with pytest.raises(checkout.prepare.SetupError, match="no such entry"):
        checkout.prepare.build_front_end()
    broken.unlink()
    checkout.prepare.build_front_end()
    assert not told.exists()


@pytest.mark.parametrize(
    ("version", "serves"),
    [
        ("v18.20.4", False),
        ("v20.18.3", False),
        ("v20.19.0", True),
        ("v21.7.3", False),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v24.0.0", True),
        ("not a version", False),
    ],
)
def test_which_node_serves(checkout: Checkout, version: str, *, serves: bool) -> None:
    checkout.tool("node", f"echo {version}")
    environment = checkout.prepare.node_environment()
    installed = [call for call in checkout.calls() if "node.txt" in call]
    assert bool(installed) is not serves
    assert environment["PATH"].startswith(str(checkout.root / ".venv")) is not serves


def test_debian_packages_node_without_npm(checkout: Checkout) -> None:
    (checkout.tools / "npm").unlink()
    checkout.prepare.node_environment()
    assert any("node.txt" in call for call in checkout.calls())


def test_a_lock_is_installed_once_and_only_with_its_hashes(checkout: Checkout) -> None:
    checkout.prepare.install_locked("run", "the packages")
    (call,) = checkout.calls()
    assert "--require-hashes" in call
    checkout.prepare.install_locked("run", "the packages")
    assert checkout.calls() == []
    checkout.write("requirements/run.txt", "other==2\n")
    checkout.prepare.install_locked("run", "the packages")
    assert len(checkout.calls()) == 1


def test_a_failed_install_is_tried_again(checkout: Checkout) -> None:
    checkout.program(".venv/bin/python", "echo the index is away; exit 1")
    with pytest.raises(checkout.prepare.SetupError, match="the index is away"):
        checkout.prepare.install_locked("run", "the packages")
    checkout.program(".venv/bin/python", 'echo again >> "$RECORD"')
    checkout.prepare.install_locked("run", "the packages")
    assert checkout.calls() == ["again"]


def test_without_a_wheel_the_systems_dot_serves(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    checkout.program(".venv/bin/python", "echo ERROR: No matching distribution found for pygraphviz; exit 1")
    with pytest.raises(checkout.prepare.SetupError, match="apt install graphviz"):
        checkout.prepare.install_graphviz()
    dot = checkout.tool("dot")
    checkout.prepare.install_graphviz()
    assert f"laid out by {dot}" in capsys.readouterr().out
    checkout.prepare.install_graphviz()
    assert capsys.readouterr().out == ""


def test_an_index_out_of_reach_is_no_missing_wheel(checkout: Checkout) -> None:
    checkout.tool("dot")
    checkout.program(".venv/bin/python", "echo Retrying; echo No matching distribution found; exit 1")
    with pytest.raises(checkout.prepare.SetupError):
        checkout.prepare.install_graphviz()


def test_a_python_without_ensurepip_fills_the_environment_with_its_own_pip(checkout: Checkout) -> None:
    python = checkout.program(
        "python",
        f"""echo "outer $*" >> "$RECORD"
case "$*" in
  *"-m pip"*) ;;
  *--without-pip*) mkdir -p "{checkout.root}/.venv/bin" ;;
  *venv*) echo ensurepip is not available; exit 1 ;;
esac""",
    )
    checkout.monkeypatch.setattr(sys, "executable", str(python))
    checkout.prepare.make_venv()
    checkout.prepare.install_locked("run", "the packages")
    assert "--python" in checkout.calls()[-1]


def test_a_python_without_venv_and_pip_names_the_remedy(checkout: Checkout) -> None:
    python = checkout.program("python", "echo ensurepip is not available; exit 1")
    checkout.monkeypatch.setattr(sys, "executable", str(python))
    with pytest.raises(checkout.prepare.SetupError, match="apt install python3-venv"):
        checkout.prepare.make_venv()


def test_chromium_is_found_installed_or_asked_for(checkout: Checkout) -> None:
    with pytest.raises(checkout.prepare.SetupError, match="apt install chromium"):
        checkout.prepare.install_chromium()
    for name in ("apt-get", "sudo"):
        checkout.tool(name, 'echo "$*" >> "$RECORD"')
    checkout.prepare.install_chromium()
    assert any("install" in call and "chromium" in call for call in checkout.calls())
    checkout.tool("chromium")
    checkout.prepare.install_chromium()
    assert checkout.calls() == []
    checkout.monkeypatch.setenv("CHROMIUM", "nonesuch")
    with pytest.raises(checkout.prepare.SetupError, match="nonesuch"):
        checkout.prepare.install_chromium()


def test_postgresql_is_found_installed_or_asked_for(checkout: Checkout) -> None:
    debian = checkout.root / "postgresql"
    checkout.monkeypatch.setattr(checkout.prepare, "POSTGRESQL", debian)
    checkout.monkeypatch.delenv("POSTGRESQL_BIN", raising=False)
    with pytest.raises(checkout.prepare.SetupError, match="apt install postgresql"):
        checkout.prepare.install_postgresql()
    for name in ("apt-get", "sudo"):
        checkout.tool(name, 'echo "$*" >> "$RECORD"')
    checkout.prepare.install_postgresql()
    assert any("install" in call and "postgresql" in call for call in checkout.calls())
    checkout.program("postgresql/15/bin/initdb", "exit 0")
    checkout.prepare.install_postgresql()
    assert checkout.calls() == []
    checkout.monkeypatch.setenv("POSTGRESQL_BIN", str(debian))
    with pytest.raises(checkout.prepare.SetupError, match="no initdb"):
        checkout.prepare.install_postgresql()
    checkout.monkeypatch.setenv("POSTGRESQL_BIN", str(debian / "15" / "bin"))
    checkout.prepare.install_postgresql()


def test_an_old_python_is_told_what_to_do(checkout: Checkout, capsys: pytest.CaptureFixture[str]) -> None:
    checkout.monkeypatch.setattr(sys, "version_info", (3, 10, 2))
    assert checkout.prepare.main(["run"]) == 1
    assert "PYTHON=python3.12" in capsys.readouterr().err
