"""The handlers' folders, and their files as one set of modules for a checker that reads them all at once."""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
PATTERNS = ROOT / "patterns"
DEFAULTS = ROOT / "app" / "export" / "handlers" / "python"
SHARED = DEFAULTS / "shared"


def handlers() -> Iterator[Path]:
    """Every folder with an `app.py`: those of the patterns, and the defaults of functions that are drawn freely."""
    yield from sorted(path.parent for path in PATTERNS.glob("*/handlers/python/*/app.py"))
    yield from sorted(path.parent for path in DEFAULTS.glob("*/app.py"))


def name_of(folder: Path) -> str:
    """`pattern/handler`, or `default/trigger`."""
    return f"{'default' if folder.parent == DEFAULTS else folder.parents[2].name}/{folder.name}"


def modules(folder: Path) -> dict[str, Path]:
    """What gets deployed with a handler, by name: its folder's modules, and what they import of the shared ones."""
    found = {path.stem: path for path in folder.glob("*.py")}
    waiting = list(found.values())
    while waiting:
        for name in imports(waiting.pop()):
            path = SHARED / f"{name}.py"
            if name not in found and path.is_file():
                found[name] = path
                waiting.append(path)
    return found


def imports(path: Path) -> Iterator[str]:
    """The modules that a module imports, by their topmost names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0]


def lay_out(target: Path) -> dict[str, Path]:
    """Copy all modules side by side, each `app.py` under a name of its own; says where each came from.

    Every handler is an `app.py`, which no checker takes twice.
    """
    origins = {}
    for path in [*DEFAULTS.glob("*.py"), *SHARED.glob("*.py")]:
        origins[path.name] = path
    for folder in handlers():
        for path in folder.glob("*.py"):
            own = path.name == "app.py"
            name = name_of(folder).replace("/", "__").replace("-", "_") + ".py" if own else path.name
            if name in origins:
                raise ValueError(
                    f"{path} and {origins[name]} have one name: what two handlers import belongs to {SHARED}"
                )
            origins[name] = path
    for name, path in origins.items():
        shutil.copy(path, target / name)
    return origins
