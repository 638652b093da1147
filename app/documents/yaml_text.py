"""YAML 1.2 text (so JSON too) → plain data, with the place of every key and value.

ruamel.yaml composes the tree of nodes, which carry line and column; the data is built from it here, so that nothing but
mappings, lists, text, numbers, booleans and null can come out. Anchors and aliases are refused: the patterns need none,
and with them a small file can unfold into gigabytes.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from app.documents.errors import DocumentError
from app.model import Finding, Place, Severity

MAX_BYTES = 2_000_000
"""Twice what the largest allowed design needs; a bigger document is a mistake or an attack."""
MAX_DEPTH = 40

Path = tuple[str | int, ...]
Refuse = Callable[..., DocumentError]


def pointer(path: Path) -> str:
    """The RFC 6901 JSON pointer of a path."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


@dataclass(frozen=True)
class Source:
    """A document's data, and where its values (`places`) and keys (`keys`) stand, by path."""

    file: str
    data: Any
    places: Mapping[Path, tuple[int, int]]
    keys: Mapping[Path, tuple[int, int]]

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Where a path stands; of a path that does not exist, where its nearest ancestor does."""
        for length in range(len(path), -1, -1):
            marks = self.keys if key and length == len(path) and path in self.keys else self.places
            if (mark := marks.get(path[:length])) is not None:
                return Place(file=self.file, line=mark[0], column=mark[1], pointer=pointer(path))
        return Place(file=self.file, pointer=pointer(path))

    def finding(
        self, path: Path, message: str, remedy: str = "", *, rule: str = "document", key: bool = False
    ) -> Finding:
        """An error at a path."""
        return Finding(
            rule=rule, severity=Severity.ERROR, message=message, remedy=remedy, place=self.place(path, key=key)
        )


def _refuse(file: str, message: str, node_or_mark: Any = None, remedy: str = "") -> DocumentError:  # noqa: ANN401 - ruamel's marks are untyped
    mark = getattr(node_or_mark, "start_mark", node_or_mark)
    place = Place(file=file, line=mark.line + 1, column=mark.column + 1) if mark is not None else Place(file=file)
    return DocumentError([Finding(rule="yaml", severity=Severity.ERROR, message=message, remedy=remedy, place=place)])


def read_text(text: str, file: str = "") -> Source:
    """Read YAML or JSON. Raises DocumentError for what is not YAML, for anchors and tags, and for too much of it."""
    if len(text) > MAX_BYTES:
        raise _refuse(file, f"the document is larger than {MAX_BYTES // 1_000_000} MB", remedy="Divide the design.")
    # JSON may indent with tabs, which YAML forbids; inside strings JSON has to write them as an escape.
    text = text.removeprefix("\ufeff")
    if text.lstrip()[:1] in ("{", "["):
        text = text.replace("\t", " ")
    try:
        parser = YAML(typ="safe", pure=True)
        for event in parser.parse(text):
            if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
                raise _refuse(file, "anchors and aliases are not allowed", event, "Write the value out.")
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        said = " ".join(part for part in (error.context, error.problem) if part)
        raise _refuse(file, f"this is not YAML: {said}", error.problem_mark or error.context_mark) from error
    except (YAMLError, ValueError) as error:
        raise _refuse(file, f"this is not YAML: {str(error).splitlines()[0] if str(error) else error}") from error
    except RecursionError as error:
        raise _refuse(file, "the document is nested too deeply") from error
    places: dict[Path, tuple[int, int]] = {}
    keys: dict[Path, tuple[int, int]] = {}
    data = _build(node, (), places, keys, partial(_refuse, file)) if node is not None else None
    return Source(file=file, data=data, places=places, keys=keys)


def _build(
    node: Node, path: Path, places: dict[Path, tuple[int, int]], keys: dict[Path, tuple[int, int]], refuse: Refuse
) -> Any:  # noqa: ANN401 - data is whatever the document holds
    if len(path) > MAX_DEPTH:
        raise refuse(f"the document is nested deeper than {MAX_DEPTH} levels", node)
    places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, ScalarNode):
        return _scalar(node, refuse)
    if isinstance(node, SequenceNode):
        return [_build(item, (*path, index), places, keys, refuse) for index, item in enumerate(node.value)]
    if not isinstance(node, MappingNode):
        raise refuse("this is neither a mapping, a list nor a value", node)
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, ScalarNode):
            raise refuse("a key must be a word", key_node)
        key = str(key_node.value)
        if key in result:
            raise refuse(f"the key {key!r} stands here twice", key_node, "Remove one of the two.")
        keys[(*path, key)] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        result[key] = _build(value_node, (*path, key), places, keys, refuse)
    return result


_CORE = "tag:yaml.org,2002:"


def _scalar(node: ScalarNode, refuse: Refuse) -> str | int | float | bool | None:
    kind, value = str(node.tag).removeprefix(_CORE), str(node.value)
    try:
        match kind:
            case "str" | "timestamp":
                return value
            case "null":
                return None
            case "bool":
                return value.lower() == "true"
            case "int":
                return int(value.replace("_", ""), 0 if value.lstrip("+-")[:2].lower() in ("0x", "0o", "0b") else 10)
            case "float":
                number = float(
                    value.replace("_", "").replace(".inf", "inf").replace(".nan", "nan").replace(".NaN", "nan")
                )
                if math.isfinite(number):
                    return number
    except ValueError as error:
        raise refuse(f"{value[:40]!r} is not a number", node, "Put it in quotes if it is text.") from error
    raise refuse(
        f"{value[:40]!r} is no value that a document can hold ({kind})", node, "Put it in quotes if it is text."
    )


__all__ = ["MAX_BYTES", "Path", "Source", "pointer", "read_text"]
