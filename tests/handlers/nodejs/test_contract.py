"""Laws of the handlers in TypeScript: each has a twin in Python, finds its settings, and can be bundled for Lambda."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from app.lower import lower
from tests.handlers.nodejs.folders import DEFAULTS, SHARED, handlers, imports, modules, reached
from tests.handlers.python.folders import ROOT
from tests.handlers.python.folders import handlers as python_handlers
from tests.handlers.python.folders import name_of as python_name_of
from tests.handlers.python.test_contract import OWN, SCENES, SUFFIXES, functions

MANIFEST = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
SETTING = re.compile(r"""\bsetting\(\s*'([A-Z0-9_]+)'""")
NAMED = re.compile(r"""\b(?:new )?(Database|Cache|call|ask)\(\s*'([A-Z0-9_]+)'""")
NO_CODE = re.compile(r"'[^']*'|`[^`]*`|/\*.*?\*/|//[^\n]*", re.DOTALL)
ANY = re.compile(r"(?::|\bas|<|,)\s*any\b|\bany\[\]")


def name_of(folder: Path) -> str:
    """`pattern/handler`, or `default/trigger`."""
    return f"{'default' if folder.parent == DEFAULTS else folder.parents[2].name}/{folder.name}"


FOLDERS = {name_of(folder): folder for folder in handlers()}
EVERYTHING = sorted({path for folder in [*FOLDERS.values(), SHARED] for path in folder.rglob("*.ts")})


def required(folder: Path) -> set[str]:
    """The environment variables that a handler cannot do without, read from its source."""
    found = set()
    for path in modules(folder):
        text = path.read_text(encoding="utf-8")
        found |= set(SETTING.findall(text))
        found |= {f"{name}_{suffix}" for what, name in NAMED.findall(text) for suffix in SUFFIXES.get(what, ())}
    return {name for name in found if not OWN.match(name)}


def test_every_handler_has_a_twin_in_the_other_language() -> None:
    assert set(FOLDERS) == {python_name_of(folder) for folder in python_handlers()}


@pytest.mark.parametrize("scene", SCENES)
def test_every_function_of_every_scene_has_a_handler(scene: str) -> None:
    for component in functions(SCENES[scene]):
        assert component.properties["handler"] in FOLDERS, f"{scene}: {component.id}"


@pytest.mark.parametrize("name", FOLDERS)
def test_a_handler_exports_what_lambda_calls_and_has_tests(name: str) -> None:
    folder = FOLDERS[name]
    assert re.search(r"^export const handler\b", (folder / "app.ts").read_text(encoding="utf-8"), re.MULTILINE)
    tests = "".join(path.read_text(encoding="utf-8") for path in (folder / "tests").glob("*.test.ts"))
    assert "'../app'" in tests
    assert re.search(r"^ *test(\.each)?\b", tests, re.MULTILINE)


@pytest.mark.parametrize("scene", [name for name, scene in SCENES.items() if any(functions(scene))])
def test_a_handler_finds_the_settings_that_it_cannot_do_without(scene: str) -> None:
    graph = lower(SCENES[scene].design)
    for asset in graph.assets:
        assert asset.handler is not None
        properties: Any = graph.resources[asset.function].properties
        variables = properties["Environment"]["Variables"]
        missing = required(FOLDERS[asset.handler]) - set(variables)
        assert not missing, f"{scene}: {asset.handler} wants {sorted(missing)}, and there are {sorted(variables)}"


def test_a_setting_that_nobody_gives_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "app.ts").write_text("setting('GONE_QUEUE_URL')\nnew Database('LOST')\n", encoding="utf-8")
    assert {"GONE_QUEUE_URL", "LOST_DATABASE_HOST"} <= required(tmp_path)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_handler_imports_only_what_gets_bundled(name: str) -> None:
    for path in modules(FOLDERS[name]):
        for said in imports(path):
            package = "/".join(said.split("/")[: 2 if said.startswith("@") else 1])
            typed = said == "aws-lambda"  # of which there are only types
            ours = said.startswith(("#shared/", "./", "node:"))
            assert ours or typed or package in MANIFEST["dependencies"], f"{path}: {said}"


def test_what_is_shared_is_imported_by_more_than_one() -> None:
    users: dict[Path, set[str]] = {path: set() for path in SHARED.glob("*.ts")}
    for name, folder in FOLDERS.items():
        for module in users.keys() & reached(folder.rglob("*.ts")):
            users[module].add(name)
    alone = {module.name: sorted(names) for module, names in users.items() if len(names) < 2}
    assert not alone, f"{alone}: what one handler imports stands beside it"


def test_every_client_has_a_time_limit() -> None:
    """`connect` sets it; a client that is made otherwise would wait for two minutes, or for ever."""
    made = re.compile(r"new [A-Z]\w*Client\(")
    for folder in [*FOLDERS.values(), SHARED]:
        for path in folder.glob("*.ts"):
            assert not made.search(path.read_text(encoding="utf-8")), path


def test_nothing_is_any() -> None:
    for path in EVERYTHING:
        found = ANY.search(NO_CODE.sub("", path.read_text(encoding="utf-8")))
        assert not found, f"{path}: {found}"


def test_an_any_would_be_noticed() -> None:
    for text in ("x: any", "x as any", "Record<string, any>", "Array<any>", "any[]"):
        assert ANY.search(text), text


def bundle(target: Path, *entries: Path) -> subprocess.CompletedProcess[str]:
    """What `sam build` and CDK's NodejsFunction do."""
    return subprocess.run(
        [
            ROOT / "node_modules" / ".bin" / "esbuild",
            *entries,
            *("--bundle", "--platform=node", "--target=node22", "--format=cjs", "--log-level=warning"),
            *(f"--outbase={ROOT}", f"--outdir={target}"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_every_handler_can_be_bundled(tmp_path: Path) -> None:
    done = bundle(tmp_path, *(folder / "app.ts" for folder in FOLDERS.values()))
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list(tmp_path.rglob("app.js"))) == len(FOLDERS)


def test_what_cannot_be_bundled_is_noticed(tmp_path: Path) -> None:
    entry = tmp_path / "app.ts"
    entry.write_text("export const handler = await fetch('https://a.example')\n", encoding="utf-8")
    assert "Top-level await" in bundle(tmp_path / "out", entry).stderr
