"""The code of the functions: from the handlers' folders to the folders of an exported project.

A function `writer` stands at `src/writer/`. What its handler shares with others has one home here
(`handlers/<language>/shared/`) and is found by its imports: Python functions each get their own copy, because Lambda
packs a function's folder; for Node.js the bundler follows `#shared/…`, so that one `src/shared/` serves all.
"""

import ast
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from app.catalog.drawn import target_of
from app.export.handlers import GIVEN, default_for
from app.graph import ResourceGraph
from app.kinds import kinds
from app.model import Component, Design
from app.settings import get_settings

HANDLERS = Path(__file__).with_name("handlers")


class Language(StrEnum):
    """What a handler is written in."""

    PYTHON = "python"
    NODEJS = "nodejs"


RUNTIMES: Mapping[Language, str] = {Language.PYTHON: "python3.13", Language.NODEJS: "nodejs22.x"}
"""Lambda's runtimes, of those in which new functions can be created (Lambda Developer Guide, "Lambda runtimes")."""
ENTRIES: Mapping[Language, str] = {Language.PYTHON: "app.lambda_handler", Language.NODEJS: "app.handler"}
SUFFIXES: Mapping[Language, tuple[str, ...]] = {
    Language.PYTHON: (".py", ".txt", ".json"),
    Language.NODEJS: (".ts", ".json"),
}
YOUR_PLACE = "YOUR LOGIC GOES HERE"
"""What stands in a default handler where its user goes on."""
SCHEMA = "schema.sql"
"""What a pattern's handlers expect in their database, the same in every language."""
DATABASE = {"database.py", "database.ts"}
"""The shared modules through which a handler speaks to a database."""
_SHARED_IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*['"]#shared/([\w-]+)['"]""")
_NEIGHBOUR = re.compile(r"""(?:from|import)\s*\(?\s*['"]\.{1,2}/([\w-]+)['"]""")
"""How files of `shared/` import each other."""


@dataclass(frozen=True)
class FunctionCode:
    """A function's code in the exported project."""

    function: str
    """The function's logical id."""
    component: str
    folder: str
    """Where it stands, such as `src/writer`."""
    language: Language
    files: Mapping[str, str] = field(default_factory=dict)
    """Its files, by their path below the folder."""
    tests: Mapping[str, str] = field(default_factory=dict)
    """Its unit tests, by their file name."""
    shared: frozenset[str] = frozenset()
    """The shared modules that it imports: for Python its files that are such, for Node.js the modules by name."""
    own_logic: str = ""
    """The file that is the user's own place, where the handler is a default one."""

    @property
    def runtime(self) -> str:
        """Lambda's name for the runtime."""
        return RUNTIMES[self.language]

    @property
    def handler(self) -> str:
        """What Lambda calls, in a Python folder or in a bundle of `app.ts`."""
        return ENTRIES[self.language]


class MissingHandlerError(LookupError):
    """A function names a handler that does not exist in the language that is asked for."""


def code_of(design: Design, graph: ResourceGraph, language: Language) -> Mapping[str, FunctionCode]:
    """The code of every function of a graph, by its logical id. Raises MissingHandlerError."""
    found = {}
    for asset in graph.assets:
        chosen = Language(asset.language) if asset.language else language
        component = design.by_id[asset.component]
        home = _home(asset.handler, default_for(design, component), chosen, asset.component)
        files = dict(_texts(home, chosen))
        shared: frozenset[str] = frozenset()
        if chosen is Language.PYTHON:
            found_shared = _with_shared(files)
            shared = frozenset(found_shared)
            files |= found_shared
            modules = set(files)
        else:
            shared = frozenset(_shared_of(files.values()))
            modules = set(shared_modules(shared))
        if modules & DATABASE:
            files |= _schema(home.parents[1])
        if asset.handler is None:
            files["targets.json"] = _targets(design, component)
        found[asset.function] = FunctionCode(
            function=asset.function,
            component=asset.component,
            folder=f"src/{asset.component}",
            language=chosen,
            files=files,
            tests=dict(_texts(home / "tests", chosen)),
            shared=shared,
            own_logic=next((name for name, text in files.items() if YOUR_PLACE in text), ""),
        )
    return found


def shared_modules(names: Iterable[str]) -> Mapping[str, str]:
    """Node.js files of `shared/` by path: the named modules and their tests, and what these import in their turn."""
    home = HANDLERS / "nodejs" / "shared"
    found: dict[str, str] = {}
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        module, test = f"{name}.ts", f"tests/{name}.test.ts"
        if module in found:
            continue
        found[module] = _read(home / module)
        if (home / test).is_file():
            found[test] = _read(home / test)
        for text in (found[module], found.get(test, "")):
            waiting.extend(_shared_of([text]))
            waiting.extend(_NEIGHBOUR.findall(text))
    return dict(sorted(found.items()))


def _home(handler: str | None, default: str, language: Language, component: str) -> Path:
    if handler is None:
        return HANDLERS / language / default
    pattern, _, name = handler.partition("/")
    home = get_settings().patterns / pattern / "handlers" / language / name
    if not home.is_dir():
        raise MissingHandlerError(f"{component!r} runs the handler {handler!r}, which does not exist for {language}")
    return home


@cache
def _texts(folder: Path, language: Language) -> tuple[tuple[str, str], ...]:
    """The handler's own files, in the order of their names."""
    if not folder.is_dir():
        return ()
    names = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix in SUFFIXES[language])
    return tuple((path.name, _read(path)) for path in names)


def _schema(handlers: Path) -> Mapping[str, str]:
    """The tables that a pattern's handlers expect in their database."""
    path = handlers / SCHEMA
    return {SCHEMA: _read(path)} if path.is_file() else {}


@cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _with_shared(files: Mapping[str, str]) -> Mapping[str, str]:
    """The shared Python modules that files import, and those that these import."""
    found: dict[str, str] = {}
    waiting = list(files.values())
    while waiting:
        for name in _imports(waiting.pop()):
            place = HANDLERS / "python" / "shared" / f"{name}.py"
            if f"{name}.py" not in files and f"{name}.py" not in found and place.is_file():
                found[f"{name}.py"] = _read(place)
                waiting.append(found[f"{name}.py"])
    return dict(sorted(found.items()))


@cache
def _imports(text: str) -> tuple[str, ...]:
    try:
        tree = ast.parse(text)
    except SyntaxError:  # a requirements.txt
        return ()
    return tuple(_imported(tree))


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None and node.level == 0:
            yield node.module


def _shared_of(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from _SHARED_IMPORT.findall(text)


def _targets(design: Design, function: Component) -> str:
    """What a default handler hands its result on to; `app.export.handlers` says how it reads this."""
    listed = []
    for arrow in design.leaving(function.id):
        target = design.by_id[arrow.target.component]
        port = kinds()[target.kind].port(arrow.target.port)
        reads = arrow.properties.get("access") == "read"
        if arrow.semantics == "error" or port is None or (reads and port.protocol == "query"):
            continue
        name, kind = target_of(design, arrow)
        if kind in GIVEN and port.protocol in _HANDED:
            listed.append({"name": name, "kind": kind, "sync": arrow.semantics == "sync"})
    return json.dumps(listed, indent=2) + "\n"


_HANDED = frozenset({"http", "invoke", "message", "query", "start"})
"""The protocols along which a function hands something on."""
