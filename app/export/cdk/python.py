"""Construct calls in Python."""

import keyword
import re
from collections.abc import Iterator, Mapping, Sequence

from app.export.cdk.code import Assign, Call, Cast, Class, Code, Joined, Json, Member, Struct, This, Var, package
from app.export.cdk.layout import Doc, Group, Layout, flat
from app.export.cdk.text import comment, escaped, snake
from app.export.cdk.writer import Writer

_WIDE = "\\U{:08x}"
_PIECE = 50
"""How much of a long text stands on one line, where it is cut."""


def text(said: str, quote: str = '"') -> str:
    """A string literal."""
    return quote + escaped(said, quote, _WIDE) + quote


def _text(said: str) -> Doc:
    whole = text(said)
    if len(whole) <= _PIECE:
        return whole
    pieces = [""]
    for word in re.split(r"(?<= )", said):
        shown = escaped(word, '"', _WIDE)
        for bit in [shown] if len(shown) <= _PIECE else [escaped(character, '"', _WIDE) for character in word]:
            pieces = _longer(pieces, bit)
    return _cut([f'"{piece}"' for piece in pieces], whole)


def _longer(pieces: list[str], said: str) -> list[str]:
    """One more bit of text, on a line of its own if the last is full."""
    if pieces[-1] and len(pieces[-1]) + len(said) > _PIECE:
        return [*pieces, said]
    return [*pieces[:-1], pieces[-1] + said]


def _cut(pieces: Sequence[str], whole: str) -> Doc:
    """A literal in one piece where that fits, else in several."""
    return Group("(", tuple(pieces), ")", separator=" ", comma=False, one_line=whole) if len(pieces) > 1 else whole


def _joined(parts: "tuple[str | Code, ...]") -> Doc:
    """An f-string, in pieces if it is long; a piece without an expression in it is a plain string."""
    pieces: list[list[str | Code]] = [[]]
    for part in _short(parts):
        if pieces[-1] and len("".join(map(_part, pieces[-1]))) + len(_part(part)) > _PIECE:
            pieces.append([])
        pieces[-1].append(part)
    return _cut([_f_string(piece) for piece in pieces], _f_string(parts))


def _short(parts: "Sequence[str | Code]") -> "Iterator[str | Code]":
    """The parts, long texts cut."""
    for part in parts:
        if isinstance(part, str):
            yield from (part[start : start + _PIECE] for start in range(0, len(part), _PIECE))
        else:
            yield part


def _f_string(parts: "Sequence[str | Code]") -> str:
    if all(isinstance(part, str) for part in parts):
        return text("".join(str(part) for part in parts))
    return 'f"' + "".join(map(_part, parts)) + '"'


def _part(part: "str | Code") -> str:
    if isinstance(part, str):
        return escaped(part, '"', _WIDE).replace("{", "{{").replace("}", "}}")
    # Until Python 3.12 an f-string's expressions cannot hold the quotes that surround it.
    return "{" + PYTHON.inline(part).replace('"', "'") + "}"


class _Python(Writer):
    """Python, laid out as ruff formats it."""

    layout = Layout(width=120, step=4)
    indent = 8

    def doc(self, code: Code) -> Doc:
        match code:
            case bool():
                return "True" if code else "False"
            case str():
                return _text(code)
            case int() | float():
                return repr(code)
            case Var(name):
                return snake(name)
            case Class(name):
                module, dot, bare = name.partition(".")
                return f"{_module(module)}.{bare}" if dot else snake(name) if code.function else name
            case This():
                return "self"
            case Member(of, name):
                return (self.doc(of), f".{name if isinstance(of, Class) else _word(name)}")
            case Assign(of, name, value):
                long = Group("(", (self.doc(value),), ")", comma=False, one_line=self.inline(value))
                return (self.doc(of), f".{_word(name)} = ", long)
            case Cast(of, name):
                # The quotes keep the class from being looked up when the stack is made.
                return ("cast", Group("(", (f'"{self.inline(Class(name))}"', self.doc(of)), ")"))
            case Joined(parts):
                return _joined(parts)
            case Json(fields):
                return Group("{", tuple((f"{text(key)}: ", self.doc(value)) for key, value in fields.items()), "}")
            case Struct(fields, name):
                return (self.doc(Class(name)), Group("(", self._named(fields), ")"))
            case Call(of, arguments, options, method):
                head = (self.doc(of), f".{_word(method)}" if method else "")
                said = (*map(self.doc, arguments), *(self._named(options.fields) if options is not None else ()))
                if len(said) == 1 and isinstance(said[0], Group) and said[0].one_line:
                    # The call's own parentheses hold the pieces of a text.
                    return (
                        *head,
                        Group("(", said[0].items, ")", separator=" ", comma=False, one_line=f"({flat(said[0])})"),
                    )
                return (*head, Group("(", said, ")", hug=len(said) == 1))
            case _:
                return Group("[", tuple(map(self.doc, code)), "]")

    def _named(self, fields: Mapping[str, Code]) -> tuple[Doc, ...]:
        return tuple((f"{_word(key)}=", self.doc(value)) for key, value in fields.items())

    def statement(self, name: str, code: Code) -> Doc:
        return (f"{snake(name)} = ", self.doc(code)) if name else self.doc(code)

    def comment(self, said: str) -> Iterator[str]:
        return comment(said, "#", self.indent)

    def head(self, name: str, about: str, modules: list[str], functions: list[str], casts: bool) -> Iterator[str]:
        yield from docstring(about, 0)
        yield ""
        if casts:
            yield "from typing import cast"
            yield ""
        yield "import aws_cdk as cdk"
        named = sorted((package(module), _module(module)) for module in modules if module != "cdk")
        yield from (f"from aws_cdk import {module} as {alias}" for module, alias in named)
        yield "from constructs import Construct"
        if functions:
            yield ""
            yield from (f"from infra.{snake(own)} import {snake(own)}" for own in functions)
        yield ""
        yield ""
        yield f"class {name}(cdk.Stack):"
        yield from docstring(about, 4)
        yield ""
        yield "    def __init__(self, scope: Construct, construct_id: str, *, description: str | None = None) -> None:"
        yield "        super().__init__(scope, construct_id, description=description)"

    def tail(self) -> Iterator[str]:
        return iter(())


def docstring(said: str, indent: int) -> Iterator[str]:
    """A docstring."""
    lines = [escaped(line[2:], '"', _WIDE) for line in comment(said, "#", 0)] or [""]
    before = " " * indent
    if len(lines) == 1:
        yield f'{before}"""{lines[0]}"""'
    else:
        yield f'{before}"""{lines[0]}'
        yield from (f"{before}{line}".rstrip() for line in lines[1:])
        yield f'{before}"""'


def _word(name: str) -> str:
    said = snake(name)
    return f"{said}_" if keyword.iskeyword(said) else said


def _module(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) else name


PYTHON = _Python()
