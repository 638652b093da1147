"""A stack's class → a file, with the lines that each component is the reason for."""

from abc import ABC, abstractmethod
from collections.abc import Iterator

from app.export.cdk.code import Code, StackCode, casts, functions, modules
from app.export.cdk.layout import Doc, Layout, flat
from app.export.files import File, Mark


class Writer(ABC):
    """A language of CDK."""

    layout: Layout
    indent: int
    """How far the statements of a constructor are indented."""

    @abstractmethod
    def doc(self, code: Code) -> Doc:
        """An expression, not yet broken into lines."""

    @abstractmethod
    def statement(self, name: str, code: Code) -> Doc:
        """A statement that keeps the expression's value under a name, if there is one."""

    @abstractmethod
    def comment(self, said: str) -> Iterator[str]:
        """The lines of a comment."""

    @abstractmethod
    def head(self, name: str, about: str, modules: list[str], functions: list[str], casts: bool) -> Iterator[str]:
        """What comes before the statements."""

    @abstractmethod
    def tail(self) -> Iterator[str]:
        """What comes after them."""

    def inline(self, code: Code) -> str:
        """An expression on one line."""
        return flat(self.doc(code))

    def write(self, code: StackCode) -> File:
        """The file of a stack."""
        lines = list(self.head(code.name, code.comment, list(modules(code)), list(functions(code)), bool(casts(code))))
        marks = []
        for block in code.blocks:
            lines.append("")
            first = len(lines) + 1
            lines += self.comment(block.comment)
            for said in block.statements:
                lines += self.layout.lines(self.statement(said.name, said.code), self.indent)
            if block.component is not None:
                marks.append(Mark(block.component, first, len(lines)))
        lines += self.tail()
        return File("\n".join(lines) + "\n", tuple(marks))
