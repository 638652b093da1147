"""Construct calls in TypeScript."""

import re
from collections.abc import Iterator, Mapping

from app.export.cdk.code import Assign, Call, Cast, Class, Code, Joined, Json, Member, Struct, This, Var, package
from app.export.cdk.layout import Doc, Group, Layout
from app.export.cdk.text import comment, escaped, kebab
from app.export.cdk.writer import Writer

_WORD = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_WIDE = "\\u{{{:x}}}"


def text(said: str) -> str:
    """A string literal."""
    return "'" + escaped(said, "'", _WIDE) + "'"


def _joined(parts: "tuple[str | Code, ...]") -> str:
    said = ""
    for part in parts:
        if isinstance(part, str):
            said += escaped(part, "`", _WIDE).replace("${", "\\${")
        else:
            said += "${" + TYPESCRIPT.inline(part) + "}"
    return f"`{said}`"


def _fields(fields: Mapping[str, Code]) -> Doc:
    return Group("{", tuple(_field(key, value) for key, value in fields.items()), "}", pad=" ")


def _field(key: str, value: Code) -> Doc:
    if isinstance(value, Var) and value.name == key:
        return key
    name = key if _WORD.fullmatch(key) else text(key)
    return (f"{name}: ", TYPESCRIPT.doc(value))


class _TypeScript(Writer):
    """TypeScript, in the style of the handlers: single quotes, no semicolons."""

    layout = Layout(width=120, step=2)
    indent = 4

    def doc(self, code: Code) -> Doc:
        match code:
            case bool():
                return "true" if code else "false"
            case str():
                return text(code)
            case int() | float():
                return repr(code)
            case Var(name) | Class(name):
                return name
            case This():
                return "this"
            case Member(of, name):
                return (self.doc(of), f".{name}")
            case Assign(of, name, value):
                return (self.doc(of), f".{name} = ", self.doc(value))
            case Cast(of, name):
                return (self.doc(of), f" as {name}")
            case Joined(parts):
                return _joined(parts)
            case Struct(fields) | Json(fields):
                return _fields(fields)
            case Call(of, arguments, options, method):
                said = [*arguments, *([options] if options is not None else [])]
                making = isinstance(of, Class) and not method and not of.function
                head = (("new " if making else ""), self.doc(of), f".{method}" if method else "")
                hug = bool(said) and isinstance(said[-1], Struct | Json | list | tuple)
                return (*head, Group("(", tuple(map(self.doc, said)), ")", hug=hug))
            case _:
                return Group("[", tuple(map(self.doc, code)), "]")

    def statement(self, name: str, code: Code) -> Doc:
        return (f"const {name} = ", self.doc(code)) if name else self.doc(code)

    def comment(self, said: str) -> Iterator[str]:
        return comment(said, "//", self.indent)

    def head(self, name: str, about: str, modules: list[str], functions: list[str], casts: bool) -> Iterator[str]:
        del casts
        yield "import * as cdk from 'aws-cdk-lib'"
        yield from (
            f"import * as {module} from 'aws-cdk-lib/{package(module).replace('_', '-')}'"
            for module in modules
            if module != "cdk"
        )
        yield "import { Construct } from 'constructs'"
        if functions:
            yield ""
            yield from (f"import {{ {own} }} from './{kebab(own)}'" for own in functions)
        yield ""
        yield from _about(about)
        yield f"export class {name} extends cdk.Stack {{"
        yield "  constructor(scope: Construct, id: string, props?: cdk.StackProps) {"
        yield "    super(scope, id, props)"

    def tail(self) -> Iterator[str]:
        yield "  }"
        yield "}"


def _about(said: str) -> Iterator[str]:
    lines = list(comment(said.replace("*/", "* /"), " *", 0))
    if len(lines) == 1:
        yield f"/** {lines[0][3:]} */"
    else:
        yield "/**"
        yield from lines
        yield " */"


TYPESCRIPT = _TypeScript()
