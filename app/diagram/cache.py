"""Layouts kept by content, in memory and on disk, so that a restart lays out nothing again.

The key is a hash of the Spec, of the layout's version and of the engine's: whatever could change the result. A folder
that cannot be read or written, or a file with something else in it, only costs the time to lay out anew.
"""

import json
import logging
import threading
from collections import OrderedDict
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from app.diagram.arrange import VERSION, arrange
from app.diagram.engine import engine
from app.diagram.geometry import Box, Point
from app.diagram.spec import Label, Layout, Spec
from app.settings import get_settings

MAX_KEPT = 1_000
"""Layouts in memory; the least recently used go first. The catalog has about 150."""

_kept: OrderedDict[str, Layout] = OrderedDict()
_lock = threading.Lock()
_log = logging.getLogger(__name__)


def key(spec: Spec) -> str:
    """The name under which a spec's layout is kept."""
    here = engine()
    told = json.dumps([VERSION, here.name if here else None, asdict(spec)], separators=(",", ":"))
    return sha256(told.encode()).hexdigest()


def folder() -> Path:
    """Where layouts are kept on disk."""
    return get_settings().cache_dir / "layouts"


def layout(spec: Spec) -> Layout:
    """The spec's layout: from memory, from disk, or made now."""
    name = key(spec)
    with _lock:
        if (kept := _kept.get(name)) is not None:
            _kept.move_to_end(name)
            return kept
    found = _read(name, spec)
    if found is None:
        found, sound = arrange(spec, engine())
        if sound:
            _write(name, found)
    with _lock:
        _kept[name] = found
        while len(_kept) > MAX_KEPT:
            _kept.popitem(last=False)
    return found


def forget() -> None:
    """Drop what is kept in memory; the disk stays."""
    with _lock:
        _kept.clear()


def _read(name: str, spec: Spec) -> Layout | None:
    path = folder() / f"{name}.json"
    try:
        found = _decode(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    sizes = (len(found.nodes), len(found.routes), len(found.labels), len(found.services), len(found.titles))
    number = len(spec.services)
    return found if sizes == (len(spec.nodes), len(spec.arrows), len(spec.arrows), number, number) else None


def _write(name: str, made: Layout) -> None:
    home = folder()
    try:
        home.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=home, suffix=".tmp", delete=False, encoding="utf-8") as file:
            json.dump(asdict(made), file, separators=(",", ":"))
        Path(file.name).replace(home / f"{name}.json")
    except OSError as error:
        _log.debug("the layout is not kept on disk: %s", error)


def _decode(data: dict[str, Any]) -> Layout:
    def box(told: Any) -> Box:  # noqa: ANN401 - whatever JSON held
        left, top, right, bottom = map(float, told)
        return Box(left, top, right, bottom)

    def point(told: Any) -> Point:  # noqa: ANN401 - the same
        x, y = map(float, told)
        return Point(x, y)

    def label(told: Any) -> Label | None:  # noqa: ANN401 - the same
        if told is None:
            return None
        leader = told["leader"]
        return Label(int(told["size"]), box(told["box"]), (point(leader[0]), point(leader[1])) if leader else None)

    return Layout(
        width=float(data["width"]),
        height=float(data["height"]),
        nodes=tuple(map(box, data["nodes"])),
        services=tuple(None if told is None else box(told) for told in data["services"]),
        titles=tuple(None if told is None else box(told) for told in data["titles"]),
        routes=tuple(tuple(map(point, way)) for way in data["routes"]),
        labels=tuple(map(label, data["labels"])),
    )
