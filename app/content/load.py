"""Reading the folder of texts."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from app.content.texts import Notation, Principles, Question, Term, Terms
from app.documents import DocumentError, read_text, validate
from app.model import Finding, Place, Severity, nearest

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Content:
    """Every text of the folder."""

    principles: Principles
    terms: tuple[Term, ...]
    notation: Notation
    chooser: Question


def load_content(folder: Path, patterns: Collection[str]) -> Content:
    """Read the texts and check every pattern that they name against `patterns`. Raises DocumentError."""
    content = Content(
        principles=_read(folder / "principles.yaml", Principles),
        terms=_read(folder / "glossary.yaml", Terms).terms,
        notation=_read(folder / "notation.yaml", Notation),
        chooser=_read(folder / "chooser.yaml", Question),
    )
    findings = [
        Finding(
            rule="reference",
            severity=Severity.ERROR,
            message=f"{where}: there is no pattern {name!r}{nearest(name, patterns)}",
            place=Place(file=f"{folder.name}/{file}"),
        )
        for file, where, name in _references(content)
        if name not in patterns
    ]
    if findings:
        raise DocumentError(findings)
    return content


def _read(file: Path, model: type[T]) -> T:
    return validate(model, read_text(file.read_text(encoding="utf-8"), f"{file.parent.name}/{file.name}"))


def _references(content: Content) -> Iterable[tuple[str, str, str]]:
    """Every pattern that a text names, as (file, where, pattern)."""
    for principle in content.principles.principles:
        for pattern in principle.patterns:
            yield "principles.yaml", principle.id, pattern
    for term in content.terms:
        for pattern in term.patterns:
            yield "glossary.yaml", term.id, pattern
    for path, answer in content.chooser.leaves():
        for pattern in (answer.pattern or "", *answer.also):
            yield "chooser.yaml", "/".join(path), pattern
