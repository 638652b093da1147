"""JSON text ↔ a design, as strict as the design files are.

`app.documents` reads YAML and keeps the place of every value, which takes a second for a large design; the canvas saves
every few seconds. So JSON has its own way in here, with the same limits (depth, length of numbers, printable text,
no key twice): what is saved can always be taken away as a file and read again.
"""

import json
import math
from hashlib import sha256
from typing import Any

from app.documents import DocumentError, Source, check, validate
from app.documents.yaml_text import MAX_DEPTH, MAX_DIGITS, Path
from app.model import Design, Draft, Finding, Place, Severity
from app.model.words import unprintable
from app.store.upgrade import NewerSchemaError, upgrade


def _refuse(message: str, remedy: str = "", line: int | None = None, column: int | None = None) -> DocumentError:
    place = Place(line=line, column=column)
    return DocumentError([Finding(rule="json", severity=Severity.ERROR, message=message, remedy=remedy, place=place)])


def read_json(body: bytes) -> Any:  # noqa: ANN401 - data is whatever the document holds
    """Read JSON (RFC 8259). Raises DocumentError for what is none, and for what a design cannot hold."""
    try:
        data = json.loads(
            body.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_number,
            parse_constant=_number,
        )
    except UnicodeDecodeError as error:
        raise _refuse(f"this is not UTF-8: byte {error.start} does not fit", "Save the text as UTF-8.") from error
    except json.JSONDecodeError as error:
        raise _refuse(f"this is not JSON: {error.msg}", line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise _refuse(f"the document is nested deeper than {MAX_DEPTH} levels") from error
    source = Source(file="", data=data, places={}, keys={})
    for path, value in _walk(data):
        if len(path) > MAX_DEPTH:
            raise _refuse(f"the document is nested deeper than {MAX_DEPTH} levels")
        for text in (value, *path[-1:]):
            if isinstance(text, str) and (wrong := unprintable(text)):
                raise DocumentError([source.finding(path, wrong, rule="json")])
    return data


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _refuse(f"the key {twice[:40]!r} stands twice in one object", "Remove one of the two.")
    return found


def _integer(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise _refuse(f"a number is longer than {MAX_DIGITS} digits", "Put it in quotes if it is text.")
    return int(text)


def _number(text: str) -> float:
    if len(text) > MAX_DIGITS or not math.isfinite(number := float(text)):
        raise _refuse(f"{text[:40]} is no number to reckon with", "Put it in quotes if it is text.")
    return number


def _walk(data: Any) -> list[tuple[Path, Any]]:  # noqa: ANN401 - data is whatever the document holds
    """Every value with its path, without recursion."""
    found: list[tuple[Path, Any]] = [((), data)]
    for path, value in found:
        if len(path) > MAX_DEPTH:
            break
        if isinstance(value, dict):
            found.extend(((*path, key), inner) for key, inner in value.items())
        elif isinstance(value, list):
            found.extend(((*path, index), inner) for index, inner in enumerate(value))
    return found


def write_json(data: Any) -> str:  # noqa: ANN401 - any JSON
    """The one spelling in which documents are kept and compared; the author's order of keys stays."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def document_of(design: Draft) -> dict[str, Any]:
    """A design as its document."""
    return design.model_dump(mode="json", by_alias=True)


def design_of(data: Any) -> Design:  # noqa: ANN401 - data of a document
    """A document's data as a design. Raises DocumentError with the findings if it is not coherent."""
    if isinstance(data, dict):
        try:
            data = upgrade(data)
        except NewerSchemaError as error:
            raise _refuse(str(error)) from error
    source = Source(file="", data=data, places={}, keys={})
    draft = validate(Draft, source)
    if findings := [source.finding(_path(where), said, rule="reference") for where, said in draft.incoherences()]:
        raise DocumentError(findings)
    return Design.model_validate(data)


def _path(where: str) -> Path:
    return tuple(int(part) if part.isdigit() else part for part in where.strip("/").split("/"))


def findings_of(document: dict[str, Any]) -> tuple[Finding, ...]:
    """All that is still wrong with a saved document; places are JSON pointers into it."""
    try:
        return check(design_of(document))
    except DocumentError as error:
        return error.findings


def etag_of(version: int, text: str) -> str:
    """The name of a version: its number, and a hash, so that a restored backup names no other content alike."""
    return f"{version}-{content_hash(text)}"


def content_hash(text: str) -> str:
    """64 bits of a hash of a document's text."""
    return sha256(text.encode()).hexdigest()[:16]
