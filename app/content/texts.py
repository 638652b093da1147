"""What the texts are made of. Every `text` is Markdown."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from app.model import Identifier, Semantics
from app.model.base import Frozen
from app.model.design import Name, Text


class Principle(Frozen):
    """One of the article's five standards for a microservice."""

    id: Identifier
    title: Name
    text: Text
    ask: Text
    """A question that shows whether a design keeps to it."""
    patterns: tuple[Identifier, ...]
    """Patterns that show it at work."""


class Principles(Frozen):
    """The five, and what stands before them."""

    intro: Text
    principles: tuple[Principle, ...]


class Term(Frozen):
    """A word of the glossary that is neither a kind nor a protocol."""

    id: Identifier
    term: Name
    text: Text
    patterns: tuple[Identifier, ...] = ()


class Terms(Frozen):
    """The glossary's own words."""

    terms: tuple[Term, ...]


class Arrow(Frozen):
    """What one of the three arrows says."""

    semantics: Semantics
    title: Name
    looks: Text
    text: Text
    example: Text


class Sign(Frozen):
    """Anything else that a diagram shows."""

    title: Name
    text: Text


class Notation(Frozen):
    """How to read a diagram."""

    intro: Text
    arrows: Annotated[tuple[Arrow, ...], Field(min_length=3, max_length=3)]
    signs: tuple[Sign, ...]


class Answer(Frozen):
    """One way to go on: another question, or a pattern and why it fits."""

    id: Identifier
    text: Name
    then: "Question | None" = None
    pattern: Identifier | None = None
    because: Text = ""
    also: tuple[Identifier, ...] = ()
    """Patterns worth a look besides."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if (self.then is None) == (self.pattern is None):
            raise ValueError("an answer has either `then` (another question) or `pattern`")
        if self.pattern is not None and not self.because:
            raise ValueError("an answer that names a pattern says why in `because`")
        return self


class Question(Frozen):
    """A question of the guided chooser."""

    ask: Name
    hint: Text = ""
    answers: Annotated[tuple[Answer, ...], Field(min_length=2)]

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        ids = [answer.id for answer in self.answers]
        if len(set(ids)) < len(ids):
            raise ValueError("two answers have the same id")
        return self

    def follow(self, path: tuple[str, ...]) -> tuple[Answer, ...] | None:
        """The answers along a path of ids; None where it leads nowhere."""
        if not path:
            return ()
        answer = next((answer for answer in self.answers if answer.id == path[0]), None)
        if answer is None:
            return None
        rest = answer.then.follow(path[1:]) if answer.then else (() if len(path) == 1 else None)
        return None if rest is None else (answer, *rest)

    def leaves(self, before: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Answer]]:
        """Every way through the questions, as (path, last answer)."""
        for answer in self.answers:
            path = (*before, answer.id)
            if answer.then is None:
                yield path, answer
            else:
                yield from answer.then.leaves(path)
