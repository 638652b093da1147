"""The handlers' folders, and their files as one set of modules for a checker that reads them all at once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
PATTERNS = ROOT / "patterns"
DEFAULTS = ROOT / "app" / "export" / "handlers" / "python"


def handlers() -> Iterator[Path]:
    """Every folder with an `app.py`: those of the patterns, and the defaults of functions that are drawn freely."""
    yield from sorted(path.parent for path in PATTERNS.glob("*/handlers/python/*/app.py"))
    yield from sorted(path.parent for path in DEFAULTS.glob("*/app.py"))


def name_of(folder: Path) -> str:
    """`pattern/handler`, or `default/trigger`."""
    return f"{'default' if folder.parent == DEFAULTS else folder.parents[2].name}/{folder.name}"


def shared_modules() -> dict[str, list[Path]]:
    """The modules beside an `app.py`, by name. The same name means the same text: see test_contract."""
    found: dict[str, list[Path]] = {}
    for folder in handlers():
        for module in sorted(folder.glob("*.py")):
            if module.name != "app.py":
                found.setdefault(module.name, []).append(module)
    return found


def lay_out(target: Path) -> dict[str, Path]:
    """Copy all modules side by side, each `app.py` under a name of its own; says where each came from.

    Every handler is an `app.py`, which no checker takes twice, and what they share stands in several folders.
    """
    origins = {}
    for folder in handlers():
        name = name_of(folder).replace("/", "__").replace("-", "_") + ".py"
        shutil.copy(folder / "app.py", target / name)
        origins[name] = folder / "app.py"
    for name, copies in shared_modules().items():
        shutil.copy(copies[0], target / name)
        origins[name] = copies[0]
    shutil.copy(DEFAULTS / "handler_testing.py", target / "handler_testing.py")
    origins["handler_testing.py"] = DEFAULTS / "handler_testing.py"
    return origins
