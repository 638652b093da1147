"""Edits written into a design file: comments, order and quoting of what is not touched stay as they are.

ruamel.yaml's round trip keeps them; writing the file anew from the model would not.
"""

import json
from io import StringIO
from typing import Any

from ruamel.yaml import YAML

from app.documents import read_text
from app.documents.designs import design_at
from app.documents.yaml_text import Path
from app.edits.apply import SHELVES, EditError, apply
from app.model import Design
from app.model.edit import (
    AddComponent,
    AddConnection,
    AddService,
    AddSuppression,
    Batch,
    Bend,
    Edit,
    Lock,
    Move,
    Remove,
    RemoveSuppression,
    Set,
    SetProperty,
    UnsetProperty,
)


def rewrite(text: str, edit: Edit, path: Path = ()) -> str:
    """A design document (YAML or JSON; the design stands at `path`) after an edit.

    Raises DocumentError if the text is no design, EditError if the edit is refused or would not read back as meant.
    """
    after, _ = apply(_design(text, path), edit)
    written = _as_json(text, edit, path) if text.lstrip("\ufeff \t\r\n")[:1] == "{" else _as_yaml(text, edit, path)
    if _design(written, path) != after:
        raise EditError("the file is written in a way that this edit cannot be put into: change it by hand")
    return written


def _design(text: str, path: Path) -> Design:
    """The design in a document. One inside a pattern may bear the pattern's name instead of its own."""
    source = read_text(text)
    if path and isinstance(source.data, dict):
        inner = _at(source.data, path)
        if isinstance(inner, dict):
            inner.setdefault("name", str(source.data.get("name", path[-1])))
    return design_at(source, path)


def _as_json(text: str, edit: Edit, path: Path) -> str:
    data = json.loads(text.removeprefix("\ufeff"))
    _step(_at(data, path), edit)
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _as_yaml(text: str, edit: Edit, path: Path) -> str:
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    offset = _dash_offset(text)
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    data = yaml.load(text.removeprefix("\ufeff"))
    _step(_at(data, path), edit)
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue()


def _dash_offset(text: str) -> int:
    """How far the author indents the dashes of a list below its key; two where there is no list yet."""
    source = read_text(text)
    for path, (line, column) in source.places.items():
        key_line, key_column = source.keys.get(path, (line, column))
        if key_line < line and text.splitlines()[line - 1][column - 1 :].startswith("- "):
            return column - key_column
    return 2


def _at(data: Any, path: Path) -> Any:  # noqa: ANN401 - a document's raw data
    for part in path:
        data = data[part]
    return data


def _step(design: Any, edit: Edit) -> None:  # noqa: ANN401 - a document's raw data
    match edit:
        case AddService(service=thing, index=index):
            _insert(design, "services", thing.model_dump(mode="json", exclude_defaults=True), index)
        case AddComponent(component=thing, index=index):
            _insert(design, "components", thing.model_dump(mode="json", exclude_defaults=True), index)
        case AddConnection(connection=thing, index=index):
            _insert(design, "connections", thing.model_dump(mode="json", exclude_defaults=True), index)
        case AddSuppression(suppression=thing, index=index):
            _insert(design, "suppressions", thing.model_dump(mode="json", exclude_defaults=True), index)
        case Remove(id=name):
            shelf, index = _find(design, name)
            del design[shelf][index]
        case RemoveSuppression(rule=rule, at=at):
            found = [i for i, one in enumerate(design["suppressions"]) if (one["rule"], one.get("at")) == (rule, at)]
            del design["suppressions"][found[0]]
        case Set(id=name, field=field, value=value):
            _write(design if name is None else _thing(design, name), field, value)
        case SetProperty(id=name, key=key, value=value):
            thing = _thing(design, name)
            if thing.get("properties") is None:
                thing["properties"] = {}
            thing["properties"][key] = value
        case UnsetProperty(id=name, key=key):
            thing = _thing(design, name)
            (thing.get("properties") or {}).pop(key, None)
            if not thing.get("properties"):
                thing.pop("properties", None)
        case Move(component=name, to=to):
            _place(design, "layout", name, None if to is None else to.model_dump(mode="json"))
        case Bend(connection=name, points=points):
            _place(design, "bends", name, [point.model_dump(mode="json") for point in points] or None)
        case Lock(component=name, locked=locked):
            kept = [key for key in design.get("locked") or [] if key != name] + [name] * locked
            _write(design, "locked", sorted(kept) or None)
        case Batch(edits=edits):
            for one in edits:
                _step(design, one)


def _insert(design: Any, shelf: str, thing: dict[str, Any], index: int | None) -> None:  # noqa: ANN401 - raw data
    if design.get(shelf) is None:
        design[shelf] = []
    design[shelf].insert(len(design[shelf]) if index is None else index, thing)


def _place(design: Any, shelf: str, key: str, value: object) -> None:  # noqa: ANN401 - raw data
    if design.get(shelf) is None:
        design[shelf] = {}
    _write(design[shelf], key, value)
    if not design[shelf]:
        del design[shelf]


def _write(mapping: Any, key: str, value: object) -> None:  # noqa: ANN401 - raw data
    if value is None:
        mapping.pop(key, None)
    else:
        mapping[key] = value


def _find(design: Any, name: str) -> tuple[str, int]:  # noqa: ANN401 - raw data
    for shelf in SHELVES:
        for index, thing in enumerate(design.get(shelf) or []):
            if thing["id"] == name:
                return shelf, index
    raise EditError(f"there is no {name!r}")


def _thing(design: Any, name: str) -> Any:  # noqa: ANN401 - raw data
    shelf, index = _find(design, name)
    return design[shelf][index]
