"""What is wrong, where, why, and what to do about it."""

from enum import StrEnum

from app.model.base import Frozen
from app.model.edit import Edit


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """It will not work, or it will lose data."""
    WARNING = "warning"
    """It will hurt."""
    ADVICE = "advice"
    """It could be better."""


class Place(Frozen):
    """A place in a document: `pointer` is an RFC 6901 JSON pointer; `line` and `column` count from 1."""

    file: str = ""
    line: int | None = None
    column: int | None = None
    pointer: str = ""

    def __str__(self) -> str:
        """The form that editors and terminals turn into a link: `file:line:column`."""
        numbers = [str(number) for number in (self.line, self.column) if number is not None]
        return ":".join([self.file or "document", *numbers]) if numbers else (self.file or self.pointer or "document")


class Finding(Frozen):
    """One complaint. `components` and `connections` hold the ids of what it is about."""

    rule: str
    severity: Severity
    message: str
    why: str = ""
    """What comes of it, in the design's own names: "if Charge card fails twice, the order event is gone"."""
    remedy: str = ""
    place: Place = Place()
    components: tuple[str, ...] = ()
    connections: tuple[str, ...] = ()
    fix: tuple[Edit, ...] | None = None
    """The remedy as edits, to be applied as one step; None where somebody has to decide first."""
    safe: bool = False
    """Whether the fix needs no second look: it adds what was missing, and takes nothing away that worked."""

    def __str__(self) -> str:
        """`place: severity: message. remedy [rule]`, one line."""
        said = f"{self.place}: {self.severity}: {self.message}"
        return f"{said}. {self.remedy} [{self.rule}]" if self.remedy else f"{said} [{self.rule}]"
