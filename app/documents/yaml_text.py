"""YAML 1.2 text (so JSON too) → plain data, with the place of every key and value.

ruamel.yaml gives the events, which carry line and column; the data is built from them here, so that nothing but
mappings, lists, text, numbers, booleans and null can come out, and a document that is too deep is refused before it is
read to its end. Anchors, aliases and tags are refused: a design needs none, and with aliases a small file can unfold
into gigabytes.
"""

import contextlib
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, StringMark, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from app.documents.errors import DocumentError
from app.model import Finding, Place, Severity
from app.model.words import unprintable

MAX_BYTES = 2_000_000
"""Twice what the largest allowed design needs; a bigger document is a mistake or an attack."""
MAX_DEPTH = 40
"""A design is five levels deep; filter policies and event patterns may add some."""
MAX_VALUES = 200_000
"""Twice what the largest allowed design needs; ruamel.yaml reads some 30,000 a second."""
MAX_DIGITS = 100
"""No limit of AWS has more; Python would take quadratic time over longer numbers."""

Path = tuple[str | int, ...]


def pointer(path: Path) -> str:
    """The RFC 6901 JSON pointer of a path."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


@dataclass(frozen=True)
class Source:
    """A document's data, and where its values (`places`) and keys (`keys`) stand, by path.

    Without places it stands for data that was never text; findings then have a JSON pointer for their place.
    """

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


def read_text(text: str, file: str = "") -> Source:
    """Read YAML or JSON. Raises DocumentError for what is not YAML, for what a design can't hold, and for too much."""
    if len(text) > MAX_BYTES:
        _refuse(file, None, f"the document is larger than {MAX_BYTES // 1_000_000} MB", "Divide the design.")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip()[:1] in ("{", "["):
        # JSON may indent with tabs, which YAML forbids; inside strings JSON has to write them as an escape.
        text = text.replace("\t", " ")
    if not _DISPUTED.search(text):
        # libyaml, where ruamel.yaml.clib brings it, is ten times as fast. It says less about what is wrong and knows no
        # halves of characters, so Python's parser has the last word.
        with contextlib.suppress(YAMLError, UnicodeError):
            return _read(file, YAML(typ="safe").parse(text))
    return _read_exactly(file, text)


_DISPUTED = re.compile("[\t\x85\u2028\u2029\ufeff]")
"""White space that the two parsers read differently."""


def _read(file: str, events: Iterator[Event]) -> Source:
    reader = _Reader(file, events)
    data = reader.document()
    return Source(file=file, data=data, places=reader.places, keys=reader.keys)


def _read_exactly(file: str, text: str) -> Source:
    try:
        return _read(file, YAML(typ="safe", pure=True).parse(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem)
        if "'\\t'" in problem:
            _refuse(file, mark, "a tab stands here", "Indent with spaces.")
        said = " ".join(part for part in (error.context, problem) if part)
        remedy = "A text with a colon must stand in quotes." if "mapping values" in problem else ""
        _refuse(file, mark, f"this is not YAML: {said}", remedy)
    except ReaderError as error:
        before = text[: text.find(chr(error.character))]
        place = StringMark(None, 0, before.count("\n"), len(before) - before.rfind("\n") - 1, None, 0)
        _refuse(file, place, f"the character U+{error.character:04X} cannot be shown: remove it")
    except YAMLError as error:
        _refuse(file, None, f"this is not YAML: {next(iter(str(error).splitlines()), type(error).__name__)}")


def _refuse(file: str, mark: Any, message: str, remedy: str = "") -> NoReturn:  # noqa: ANN401 - ruamel's marks are untyped
    place = Place(file=file, line=mark.line + 1, column=mark.column + 1) if mark is not None else Place(file=file)
    raise DocumentError([Finding(rule="yaml", severity=Severity.ERROR, message=message, remedy=remedy, place=place)])


@dataclass
class _Reader:
    """Builds the data of one document from its events, in one pass and without recursion beyond MAX_DEPTH."""

    file: str
    events: Iterator[Event]
    places: dict[Path, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path, tuple[int, int]] = field(default_factory=dict)

    def document(self) -> Any:  # noqa: ANN401 - data is whatever the document holds
        """The document's data; None for an empty one."""
        data: Any = None
        documents = 0
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self.refuse(event, "a second document begins here", "Give it a file of its own.")
                data = self.value(next(self.events), ())
        return data

    def value(self, event: Event, path: Path) -> Any:  # noqa: ANN401
        """What begins with an event."""
        self.places[path] = self.mark(event)
        if len(self.places) > MAX_VALUES:
            self.refuse(event, f"the document holds more than {MAX_VALUES:,} values", "Divide the design.")
        if len(path) > MAX_DEPTH:
            self.refuse(event, f"the document is nested deeper than {MAX_DEPTH} levels")
        self.plain(event)
        if isinstance(event, MappingStartEvent):
            return self.mapping(path)
        if isinstance(event, SequenceStartEvent):
            items: list[Any] = []
            while not isinstance(event := next(self.events), SequenceEndEvent):
                items.append(self.value(event, (*path, len(items))))
            return items
        return self.scalar(event)

    def plain(self, event: Event) -> None:
        """Refuse what would make a value more than it says."""
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            self.refuse(event, "anchors and aliases are not allowed", "Write the value out.")
        if (tag := getattr(event, "tag", None)) is not None:
            self.refuse(event, f"the tag {str(tag)[:40]!r} is not allowed", "Write the plain value.")

    def mapping(self, path: Path) -> dict[str, Any]:
        """The mapping whose start event has just been read."""
        result: dict[str, Any] = {}
        while not isinstance(event := next(self.events), MappingEndEvent):
            self.plain(event)
            if not isinstance(event, ScalarEvent):
                self.refuse(event, "a key must be a word")
            key = self.text(event)
            if key in result:
                self.refuse(event, f"the key {key[:40]!r} stands here twice", "Remove one of the two.")
            self.keys[*path, key] = self.mark(event)
            value = next(self.events)
            result[key] = self.value(value, (*path, key))
            if isinstance(value, ScalarEvent) and value.start_mark.index == value.end_mark.index:
                # What is not there stands, for ruamel.yaml, where the next thing begins: often a line too low.
                self.places[*path, key] = self.keys[*path, key]
        return result

    def scalar(self, event: Any) -> str | int | float | bool | None:  # noqa: ANN401 - ruamel's events are untyped
        """A single value, by the core schema of YAML 1.2 (section 10.3.2)."""
        text = self.text(event)
        if not event.implicit[0]:
            return text
        if text in ("", "~", "null", "Null", "NULL"):
            return None
        if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
            return text.lower() == "true"
        if _NUMBER.fullmatch(text):
            return self.number(event, text)
        return text

    def number(self, event: Event, text: str) -> int | float:
        """A number; infinities and what is not a number are none that a design could mean."""
        if len(text) > MAX_DIGITS:
            self.refuse(event, f"this number is longer than {MAX_DIGITS} digits", "Put it in quotes if it is text.")
        if _INTEGER.fullmatch(text):
            return int(text, 0 if text[:2] in ("0o", "0x") else 10)
        infinite = text.lower().endswith((".inf", ".nan"))
        if infinite or not math.isfinite(number := float(text)):
            self.refuse(event, f"{text} is no number to reckon with", "Put it in quotes if it is text.")
        return number

    def text(self, event: Any) -> str:  # noqa: ANN401 - ruamel's events are untyped
        """A scalar's text. JSON writes what lies beyond U+FFFF as two escapes, which YAML leaves as two halves."""
        text = str(event.value)
        if re.search("[\ud800-\udbff][\udc00-\udfff]", text):
            text = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
        if wrong := unprintable(text):
            self.refuse(event, wrong)
        return text

    def mark(self, event: Event) -> tuple[int, int]:
        """Line and column of an event, from 1."""
        return event.start_mark.line + 1, event.start_mark.column + 1

    def refuse(self, event: Event, message: str, remedy: str = "") -> NoReturn:
        """Refuse the document because of an event."""
        _refuse(self.file, event.start_mark, message, remedy)


_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_NUMBER = re.compile(
    _INTEGER.pattern + r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Path", "Source", "pointer", "read_text"]
