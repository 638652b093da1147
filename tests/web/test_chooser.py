"""The chooser's tree: a promise of the issue, and a negative control."""

import pytest
from pydantic import ValidationError

from app.content import Question
from app.web.book import Book


def test_every_path_ends_at_a_pattern_and_every_pattern_is_reached(book: Book) -> None:
    leaves = list(book.content.chooser.leaves())
    assert {answer.pattern for _, answer in leaves} == set(book.catalog.by_id)
    assert {len(path) for path, _ in leaves} <= {3, 4}, "three or four questions"


def test_a_path_can_be_followed_to_its_end_and_no_further(book: Book) -> None:
    chooser = book.content.chooser
    for path, answer in chooser.leaves():
        followed = chooser.follow(path)
        assert followed is not None
        assert followed[-1] is answer
        assert chooser.follow((*path, "more")) is None
    assert chooser.follow(()) == ()


@pytest.mark.parametrize(
    "answer",
    [
        {"id": "a", "text": "neither"},
        {"id": "a", "text": "no reason", "pattern": "fifoer"},
        {"id": "b", "text": "the same id", "pattern": "fifoer", "because": "so"},
    ],
)
def test_a_tree_with_a_fault_is_refused(answer: dict[str, str]) -> None:
    other = {"id": "b", "text": "other", "pattern": "fifoer", "because": "so"}
    with pytest.raises(ValidationError):
        Question.model_validate({"ask": "?", "answers": [other, answer]})
