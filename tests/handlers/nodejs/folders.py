"""The handlers in TypeScript: their folders, their modules, and what these import."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.handlers.python.folders import PATTERNS, ROOT

DEFAULTS = ROOT / "app" / "export" / "handlers" / "nodejs"
SHARED = DEFAULTS / "shared"
_IMPORTED = re.compile(r"""\b(?:from|import)\s*\(?\s*'([^']+)'""")


def handlers() -> Iterator[Path]:
    """Every folder with an `app.ts`: those of the patterns, and the defaults of functions that are drawn freely."""
    yield from sorted(path.parent for path in PATTERNS.glob("*/handlers/nodejs/*/app.ts"))
    yield from sorted(path.parent for path in DEFAULTS.glob("*/app.ts"))


def imports(path: Path) -> Iterator[str]:
    """What a module imports, as it is written there."""
    yield from _IMPORTED.findall(path.read_text(encoding="utf-8"))


def modules(folder: Path) -> set[Path]:
    """What gets bundled with a handler of our own: its folder's modules, and what they import of the shared ones."""
    return reached(folder.glob("*.ts"))


def reached(paths: Iterable[Path]) -> set[Path]:
    """These modules, and those of ours that they import, directly or not."""
    found = set(paths)
    waiting = list(found)
    while waiting:
        path = waiting.pop()
        for said in imports(path):
            name = said.removeprefix("#shared/").removeprefix("./")
            module = (SHARED if said.startswith("#shared/") else path.parent) / f"{name}.ts"
            if module.is_file() and module not in found:
                found.add(module)
                waiting.append(module)
    return found
