"""Laws of the handlers: every function of every scene has one, it finds its settings, and the folders stay apart."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.catalog import load_catalog
from app.catalog.drawn import made_for
from app.export.handlers import MIXED, TRIGGERS, default_for
from app.kinds import kinds
from app.lower import lower
from app.model import Component, Direction, Pattern, Variation
from tests.handlers.python.folders import PATTERNS, ROOT, SHARED, handlers, imports, modules, name_of

CATALOG = load_catalog(PATTERNS)
OWN = re.compile(r"(POWERTOOLS|AWS|DATABASE_TLS|CACHE_TLS)")
"""Settings that are not the graph's: Powertools', AWS's, and the switches for a developer's own machine."""
SUFFIXES = {
    "Database": ("DATABASE_HOST", "DATABASE_PORT", "DATABASE_NAME", "DATABASE_USER"),
    "connect": ("CACHE_HOST", "CACHE_PORT"),
    "circuit_table": ("TABLE_NAME",),
    "call": ("BASE_URL",),
    "ask": ("FUNCTION_NAME",),
}
"""What the shared modules read of a target that they are told by name."""
FOLDERS = {name_of(folder): folder for folder in handlers()}


def scenes() -> Iterator[tuple[str, Pattern | Variation]]:
    for pattern in CATALOG.patterns:
        yield pattern.id, pattern
        for variation in pattern.variations:
            yield f"{pattern.id}:{variation.id}", variation


SCENES = dict(scenes())


def functions(scene: Pattern | Variation) -> Iterator[Component]:
    return (component for component in scene.design.components if component.kind == "function")


def required(folder: Path) -> set[str]:
    """The environment variables that a handler cannot do without, read from its source."""
    found = set()
    for path in modules(folder).values():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Subscript(
                    value=ast.Attribute(value=ast.Name(id="os"), attr="environ"), slice=ast.Constant(value=str(name))
                ):
                    found.add(name)
                case ast.Call(func=ast.Name(id=function), args=[ast.Constant(value=str(name)), *_]) if (
                    function in SUFFIXES and name.isupper()
                ):
                    found |= {f"{name}_{suffix}" for suffix in SUFFIXES[function]}
    return {name for name in found if not OWN.match(name)}


@pytest.mark.parametrize("scene", SCENES)
def test_every_function_of_every_scene_has_a_handler(scene: str) -> None:
    for component in functions(SCENES[scene]):
        name = component.properties["handler"]
        assert name in FOLDERS, f"{scene}: {component.id} is to run {name}, and there is no such folder"


@pytest.mark.parametrize("scene", [name for name, scene in SCENES.items() if any(functions(scene))])
def test_a_handler_finds_the_settings_that_it_cannot_do_without(scene: str) -> None:
    graph = lower(SCENES[scene].design)
    for asset in graph.assets:
        assert asset.handler is not None
        properties: Any = graph.resources[asset.function].properties
        variables = properties["Environment"]["Variables"]
        missing = required(FOLDERS[asset.handler]) - set(variables)
        assert not missing, f"{scene}: {asset.handler} wants {sorted(missing)}, and there are {sorted(variables)}"


def test_every_handler_is_run_by_somebody() -> None:
    run = {str(component.properties["handler"]) for scene in SCENES.values() for component in functions(scene)}
    assert {name for name in FOLDERS if not name.startswith("default/")} == run


@pytest.mark.parametrize("name", [name for name in FOLDERS if not name.startswith("default/")])
def test_the_review_knows_every_target_that_a_handler_cannot_do_without(name: str) -> None:
    made = made_for(name)
    assert made is not None
    secret = re.compile(r"\w+_SECRET_ARN")
    for setting in required(FOLDERS[name]):
        known = any(setting.startswith(f"{target}_") for target, _ in made.needs)
        assert known or made.finds or secret.fullmatch(setting), f"{name} wants {setting}, and needs {made.needs}"


def test_a_setting_that_nobody_gives_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text('import os\nX = os.environ["GONE_QUEUE_URL"]\nY = Database("LOST")\n')
    assert {"GONE_QUEUE_URL", "LOST_DATABASE_HOST"} <= required(tmp_path)


@pytest.mark.parametrize("name", FOLDERS)
def test_a_handler_stands_alone(name: str) -> None:
    """It is what gets deployed: what it imports is in its folder, shared, in its requirements, or Python's own."""
    folder = FOLDERS[name]
    here = modules(folder)
    installed = {
        "aws_lambda_powertools": "aws-lambda-powertools",
        "boto3": "boto3",
        "botocore": "botocore",
        "pg8000": "pg8000",
        "redis": "redis",
        "urllib3": "urllib3",
    }
    locked = {line.split("==")[0] for line in (folder / "requirements.txt").read_text().splitlines() if "==" in line}
    for path in here.values():
        for module in imports(path):
            found = module in here or installed.get(module, "?") in locked or module in sys.stdlib_module_names
            assert found, f"{path}: {module}"


def test_what_is_shared_is_imported_by_more_than_one() -> None:
    users: dict[str, set[str]] = {path.stem: set() for path in SHARED.glob("*.py")}
    for name, folder in FOLDERS.items():
        for module in users.keys() & modules(folder).keys():
            users[module].add(name)
    alone = {module: names for module, names in users.items() if len(names) < 2}
    assert not alone, f"{alone}: what one handler imports stands beside it"


@pytest.mark.parametrize("name", FOLDERS)
def test_a_handler_has_tests_and_exact_requirements(name: str) -> None:
    folder = FOLDERS[name]
    assert (folder / "tests" / "test_app.py").is_file()
    locked = dict(
        re.findall(r"^([a-z0-9-]+)==([^ \\]+)", (ROOT / "requirements" / "dev.txt").read_text(), re.MULTILINE)
    )
    for line in (folder / "requirements.txt").read_text().splitlines():
        if not line.startswith("#"):
            package, version = line.split("==")
            assert version == locked[package], f"{folder}/requirements.txt: {package} is {locked[package]} by now"


def test_nobody_waits_for_ever() -> None:
    """Every client says how long it waits."""
    for path in {path for folder in handlers() for path in modules(folder).values()}:
        text = path.read_text(encoding="utf-8")
        clients = len(re.findall(r"boto3\.(client|resource)\(", text)) - text.count('boto3.client("rds")')
        assert len(re.findall(r"Config\(\s*connect_timeout", text)) >= clients, path


def test_every_way_to_trigger_a_function_has_a_default_handler() -> None:
    ways = {port.id for port in kinds()["function"].ports if port.direction is Direction.IN} - {"refusals"}
    assert ways == set(TRIGGERS)
    assert {f"default/{folder}" for folder in {*TRIGGERS.values(), MIXED}} == {
        name for name in FOLDERS if name.startswith("default/")
    }


@pytest.mark.parametrize(
    ("scene", "function", "expected"),
    [
        ("simple-web-service", "lookup", "api"),
        ("simple-web-service:function-url", "lookup", "api"),
        ("internal-handoff:over-http", "book", "invoke"),
        ("scalable-webhook", "writer", "queue"),
        ("gatekeeper", "authorizer", "authorizer"),
        ("fifoer:as-published", "consumer", "invoke"),
    ],
)
def test_the_trigger_decides_which_default_it_would_be(scene: str, function: str, expected: str) -> None:
    design = SCENES[scene].design
    assert default_for(design, design.by_id[function]) == expected
