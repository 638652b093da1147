"""`/choose/…`: three or four questions that lead to a pattern. The answers given so far are the address."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.content import Answer, Question
from app.model import Pattern
from app.web.book import Book
from app.web.drawings import Picture
from app.web.errors import NotFoundError
from app.web.templates import Page


@dataclass(frozen=True)
class Given:
    """A question that was answered, and the address at which it is asked."""

    question: str
    answer: str
    address: str


@dataclass(frozen=True)
class Way:
    """An answer that can be given."""

    answer: Answer
    address: str


@dataclass(frozen=True)
class Goal:
    """The pattern at the end."""

    pattern: Pattern
    picture: Picture
    because: str
    also: tuple[Pattern, ...]


@dataclass(frozen=True, kw_only=True)
class ChooserPage(Page):
    """The context of choose.html: either a question or a goal."""

    given: tuple[Given, ...]
    question: Question | None
    ways: tuple[Way, ...]
    goal: Goal | None


def _address(path: tuple[str, ...]) -> str:
    return "/".join(("/choose", *path))


def routes(book: Book) -> APIRouter:
    """The chooser's route."""
    router = APIRouter()
    first = book.content.chooser

    @router.api_route("/choose", methods=["GET", "HEAD"])
    @router.api_route("/choose/{answers:path}", methods=["GET", "HEAD"])
    def choose(request: Request, answers: str = "") -> Response:
        path = tuple(answer for answer in answers.split("/") if answer)
        given = first.follow(path)
        if given is None:
            raise NotFoundError("the chooser has no such answer", "/choose", "the first question")
        asked: list[Given] = []
        question: Question | None = first
        for place, answer in enumerate(given):
            if question is not None:
                asked.append(Given(question.ask, answer.text, _address(path[:place])))
            question = answer.then
        last = given[-1] if given else None
        goal = None
        if last is not None and last.pattern is not None:
            pattern = book.catalog.by_id[last.pattern]
            also = tuple(book.catalog.by_id[each] for each in last.also)
            goal = Goal(pattern, book.drawings.thumbnail(pattern), last.because, also)
        page = ChooserPage(
            title=f"Choose: {goal.pattern.name}" if goal else "Choose a pattern",
            description="Three or four questions that lead to the pattern for the problem at hand.",
            here="/choose",
            given=tuple(asked),
            question=question,
            ways=tuple(Way(answer, _address((*path, answer.id))) for answer in (question.answers if question else ())),
            goal=goal,
        )
        return book.page(request, "choose.html", page)

    return router
