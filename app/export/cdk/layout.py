"""Where lines are broken: on one line what fits, else one item per line, as the formatters of both languages do."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias


@dataclass(frozen=True)
class Group:
    """A bracket and its items."""

    open: str
    items: "tuple[Doc, ...]"
    close: str
    pad: str = ""
    """What stands inside the brackets where all is on one line."""
    hug: bool = False
    """Whether the last item may open on the bracket's own line: `f(a, {`."""
    separator: str = ", "
    comma: bool = True
    """Whether a comma ends the last of several lines."""
    one_line: str = ""
    """What stands there where it fits on one line, if that is not the items in their brackets."""

    @cached_property
    def flat(self) -> str:
        """All on one line. Kept, because each bracket around this one asks for it too."""
        if self.one_line or not self.items:
            return self.one_line or self.open + self.close
        return self.open + self.pad + self.separator.join(flat(item) for item in self.items) + self.pad + self.close


Doc: TypeAlias = "str | Group | tuple[Doc, ...]"


def flat(doc: Doc) -> str:
    """All on one line."""
    match doc:
        case str():
            return doc
        case Group():
            return doc.flat
        case _:
            return "".join(flat(part) for part in doc)


@dataclass(frozen=True)
class Layout:
    """How wide a line may be, and how far a level is indented."""

    width: int
    step: int

    def lines(self, doc: Doc, indent: int) -> list[str]:
        """The lines of a statement."""
        return self._put(doc, " " * indent, indent, 0).split("\n")

    def _put(self, doc: Doc, before: str, indent: int, after: int) -> str:
        """`before` and the document; `after` characters must still fit behind it."""
        column = len(before) - before.rfind("\n") - 1
        text = flat(doc)
        if isinstance(doc, str) or column + len(text) + after <= self.width:
            return before + text
        if isinstance(doc, tuple):
            return self._sequence(doc, before, indent, after)
        if not doc.items:
            return before + flat(doc)
        if doc.hug and (hugged := self._hugged(doc, before, indent, after)) is not None:
            return hugged
        inner = indent + self.step
        said = before + doc.open
        end = doc.separator.rstrip()
        for number, item in enumerate(doc.items):
            tail = end if number < len(doc.items) - 1 or doc.comma else ""
            said = self._put(item, said + "\n" + " " * inner, inner, len(tail)) + tail
        return said + "\n" + " " * indent + doc.close

    def _sequence(self, parts: "tuple[Doc, ...]", before: str, indent: int, after: int) -> str:
        said = before
        for number, part in enumerate(parts):
            behind = after if number == len(parts) - 1 else _head(parts[number + 1 :])
            said = self._put(part, said, indent, behind)
        return said

    def _hugged(self, doc: Group, before: str, indent: int, after: int) -> str | None:
        """The first items and the opening of the last on this line, if they fit there."""
        *first, last = doc.items
        if not isinstance(last, Group) or not last.items:
            return None
        head = before + doc.open + "".join(flat(item) + doc.separator for item in first)
        if len(head) - head.rfind("\n") - 1 + len(last.open) > self.width:
            return None
        return self._put(last, head, indent, after + len(doc.close)) + doc.close


def _head(parts: "Sequence[Doc]") -> int:
    """How many characters come before the next place where a line may be broken."""
    count = 0
    for part in parts:
        if isinstance(part, Group) and part.items:
            return count + len(part.open)
        if isinstance(part, tuple):
            return count + _head(part)
        count += len(flat(part))
    return count
