"""Rules that hold for the whole checkout, each with a control that breaks it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
LONGEST_MODULE = 400
NOT_OURS = {".git", ".venv", ".tools", "node_modules"}
"""What is installed, and git's own."""


def pins(lock: Path) -> dict[str, str]:
    """Package to exact version, as a lock file has them."""
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def named(requirements: list[str]) -> set[str]:
    """The normalised names in a list of requirements."""
    return {re.split(r"[^A-Za-z0-9._-]", text)[0].lower().replace("_", "-").replace(".", "-") for text in requirements}


def addresses(text: str) -> list[str]:
    """What in a lock file says where to download from."""
    return re.findall(r"(?m)^\s*--?(?:extra-)?(?:index|find)\S*|https?://\S+whl|\"resolved\"|@ \w+://", text)


@pytest.mark.parametrize("lock", [*LOCKS, ROOT / "package-lock.json", ROOT / "static/package-lock.json"])
def test_no_lock_says_where_to_download_from(lock: Path) -> None:
    assert addresses(lock.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("line", ["--index-url x", "-i x\n--find-links y", '"resolved": "x"', "a @ file://x"])
def test_an_address_in_a_lock_is_seen(line: str) -> None:
    assert addresses(line)


def test_the_locks_hold_what_the_project_asks_for() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = settings["dependency-groups"]
    plain = {name: [item for item in items if isinstance(item, str)] for name, items in groups.items()}
    missing = "run `make lock`"
    assert named(settings["project"]["dependencies"]) | named(plain["build"]) <= set(
        pins(ROOT / "requirements/run.txt")
    ), missing
    for group in ("dev", "graphviz", "node", "sam", "checkov", "exports"):
        assert named(plain[group]) <= set(pins(ROOT / f"requirements/{group}.txt")), missing


def test_developers_have_the_packages_that_users_have() -> None:
    users, developers = pins(ROOT / "requirements/run.txt"), pins(ROOT / "requirements/dev.txt")
    assert users
    assert users.items() <= developers.items()


def links(checkout: Path) -> list[str]:
    """The symbolic links beside what is installed: they lead to places of somebody's machine."""
    found = []
    for folder, folders, files in os.walk(checkout):
        folders[:] = [name for name in folders if name not in NOT_OURS]
        found += [name for name in (*folders, *files) if name not in NOT_OURS and Path(folder, name).is_symlink()]
    return found


def test_there_is_no_link() -> None:
    assert links(ROOT) == []


def test_a_link_is_seen_whatever_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "file").symlink_to("/somewhere")
    (tmp_path / "folder").symlink_to(tmp_path / "src")
    (tmp_path / "node_modules").symlink_to(tmp_path / "src")
    assert sorted(links(tmp_path)) == ["file", "folder"]


def test_a_link_to_what_is_installed_cannot_be_committed() -> None:
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    # With a slash at its end, a line speaks of folders only.
    assert {"/.venv", "/.tools", "/node_modules", "/static/node_modules"} <= set(ignored)


def test_no_module_is_too_long_to_read() -> None:
    modules = [*(ROOT / "app").rglob("*.py"), *(ROOT / "static/src").rglob("*.ts")]
    assert modules
    lengths = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def imports_verdict(root: Path) -> tuple[int, str]:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-logo", "--no-cache"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        ({"model/__init__.py": "", "web/__init__.py": "import app.model"}, None),
        ({"model/__init__.py": "import app.web", "web/__init__.py": ""}, "one direction BROKEN"),
        (
            {
                "model/__init__.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import app.kinds\n",
                "kinds/__init__.py": "",
            },
            "one direction BROKEN",
        ),
        ({"catalog/__init__.py": "import app.diagram", "diagram/__init__.py": "import app.catalog"}, "cycle BROKEN"),
        ({"elsewhere/__init__.py": ""}, "one direction BROKEN"),
    ],
    ids=["downwards", "upwards", "upwards for types only", "in a circle", "outside the order"],
)
def test_the_import_contract_tells_right_from_wrong(
    tmp_path: Path, files: dict[str, str], complaint: str | None
) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for name, text in {"__init__.py": "", **files}.items():
        path = tmp_path / "app" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    code, said = imports_verdict(tmp_path)
    assert (code == 0) is (complaint is None), said
    if complaint:
        assert complaint in said
