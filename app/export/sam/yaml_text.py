"""JSON-like values with short-form intrinsics → YAML as people write templates: block style, no anchors.

Text that is not plainly harmless is quoted by ruamel.yaml, so that it reads the same for YAML 1.1 (SAM, CloudFormation)
and 1.2. The lines around it are laid out here, because ruamel's own round-trip emitter writes 7,000 lines a second: a
design of 500 components would take it longer than the whole export may.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString


@dataclass(frozen=True)
class Short:
    """An intrinsic function in its short form, such as `!Ref`, on text or on a list."""

    tag: str
    value: "str | list[Node]"
    inline: bool = False
    """Whether a list is written on the line, in brackets."""


Node: TypeAlias = "str | int | float | bool | Short | list[Node] | dict[str, Node] | None"

_PLAIN = re.compile(r"[A-Za-z_/$](?:[A-Za-z0-9_./$*+=?()@~|&!%'\"{}^;<>\\-]|:(?=[^\s])|,(?! #)| (?=[^\s#]))*")
"""Text that needs no quotes on a line of its own, wherever YAML is read."""
_NUMBERS = re.compile(r"\d+(?:\.\d+){2,3}(?:/\d+)?")
"""Versions and addresses, which are no numbers."""
_PLAIN_INLINE = re.compile(r"[A-Za-z_](?:[A-Za-z0-9_./-]|:(?=[A-Za-z0-9:]))*")
"""Text that needs none within brackets either."""
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
"""Text that YAML 1.1 takes for something else."""
_LITERAL = re.compile(r"[!-~](?:[ -~]*[!-~])?(?:\n|\n[ -~]*[!-~])*\n?(?<!\n\n)")
"""Lines that can stand as they are: printable, the first not indented, none with a space at its end."""


def lines(node: Mapping[str, Node], indent: int = 0) -> list[str]:
    """The lines of a mapping, without line ends."""
    found: list[str] = []
    _mapping(found, node, indent)
    return found


def comment(text: str, indent: int = 0, width: int = 100) -> Iterator[str]:
    """A comment of any text, in lines of about `width` characters."""
    pad = " " * indent
    words = "".join(letter if letter.isprintable() else " " for letter in text).split()
    line: list[str] = []
    for word in words:
        if line and len(pad) + 2 + len(" ".join([*line, word])) > width:
            yield f"{pad}# {' '.join(line)}"
            line = []
        line.append(word)
    if line:
        yield f"{pad}# {' '.join(line)}"


def _mapping(found: list[str], node: Mapping[str, Node], indent: int) -> None:
    pad = " " * indent
    for key, value in node.items():
        _entry(found, f"{pad}{_text(key)}:", value, indent)


def _entry(found: list[str], start: str, value: Node, indent: int) -> None:
    """What follows `key:` or a tag: on the line where it fits there, else below."""
    if isinstance(value, Short):
        if isinstance(value.value, str) or value.inline:
            found.append(f"{start} {_inline(value) if value.inline else _tagged(value)}")
            return
        start, value = f"{start} !{value.tag}", value.value
    if isinstance(value, str):
        if "\n" in value and _LITERAL.fullmatch(value):
            _literal(found, start, value, indent + 2)
        else:
            found.append(f"{start} {_text(value)}")
    elif isinstance(value, dict):
        found.append(start if value else f"{start} {{}}")
        _mapping(found, value, indent + 2)
    elif isinstance(value, list):
        found.append(start if value else f"{start} []")
        _items(found, value, indent + 2)
    elif value is None or isinstance(value, int | float):
        found.append(f"{start} {_scalar(value)}")
    else:
        raise TypeError(f"{value!r} is none of a template's values")


def _items(found: list[str], items: Sequence[Node], indent: int) -> None:
    pad = " " * indent
    for item in items:
        if isinstance(item, dict) and item:
            first = len(found)
            _mapping(found, item, indent + 2)
            found[first] = f"{pad}- {found[first][indent + 2 :]}"
        else:
            _entry(found, f"{pad}-", item, indent)


def _literal(found: list[str], start: str, text: str, indent: int) -> None:
    pad = " " * indent
    found.append(f"{start} |{'' if text.endswith(chr(10)) else '-'}")
    found.extend(f"{pad}{line}" if line else "" for line in text.removesuffix("\n").split("\n"))


def _tagged(short: Short) -> str:
    return f"!{short.tag} {_text(short.value)}" if isinstance(short.value, str) else f"!{short.tag}"


def _inline(node: Node) -> str:
    """A value within brackets."""
    if isinstance(node, Short):
        inside = _inline(node.value) if isinstance(node.value, str) else f"[{', '.join(map(_inline, node.value))}]"
        return f"!{node.tag} {inside}"
    if isinstance(node, str):
        return node if _PLAIN_INLINE.fullmatch(node) and node.lower() not in _WORDS else _quoted(node)
    if isinstance(node, dict | list):
        raise TypeError("only intrinsics and scalars stand within brackets")
    return _scalar(node)


@lru_cache(maxsize=16_384)
def _text(text: str) -> str:
    plain = _NUMBERS.fullmatch(text) or (_PLAIN.fullmatch(text) and text.lower() not in _WORDS)
    return text if plain else _quoted(text)


def _scalar(value: float | bool | None) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    written = repr(value)
    # YAML 1.1 knows no number with an exponent and without a point.
    return written if "." in written else written.replace("e", ".0e")


@lru_cache(maxsize=4096)
def _quoted(text: str) -> str:
    """The text in quotes: single ones, unless it is not printable or reads better in double ones."""
    yaml = YAML()
    yaml.width = 2**31
    written = io.StringIO()
    double = not text.isprintable() or ("'" in text and '"' not in text and "\\" not in text)
    style = DoubleQuotedScalarString if double else SingleQuotedScalarString
    yaml.dump(style(text), written)
    return written.getvalue().removesuffix("\n")
