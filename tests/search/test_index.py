"""The index by itself."""

from hypothesis import given
from hypothesis import strategies as st

from app.search import Entry, Index


def entry(name: str, **fields: str) -> Entry:
    blank = dict.fromkeys(("symptoms", "also", "services", "gist", "prose"), "")
    return Entry(id=name, **{"name": name, **blank, **fields})


INDEX = Index(
    [
        entry("alpha", symptoms="too many connections\nslow answers", prose="a queue"),
        entry("beta", prose="Somewhere in passing it mentions connections, answers and a queue."),
        entry("gamma", services="Amazon SQS", also="queue"),
    ]
)


def ids(text: str) -> list[str]:
    return [hit.id for hit in INDEX.find(text)]


def test_a_symptom_counts_for_more_than_a_mention() -> None:
    assert ids("connections")[0] == "alpha"
    assert ids("queue")[0] == "gamma"


def test_words_are_found_by_their_stem_and_their_beginning() -> None:
    assert "alpha" in ids("connection")
    assert "alpha" in ids("connecting")
    assert ids("conn")[0] == "alpha"


def test_a_hit_tells_the_symptom_that_matched() -> None:
    (hit, *_) = INDEX.find("connections are too slow")
    assert hit.symptom == (("too many ", False), ("connections", True))
    (hit, *_) = INDEX.find("many connections")
    assert hit.symptom == (("too ", False), ("many connections", True))
    assert INDEX.find("sqs")[0].symptom == ()


def test_nothing_is_found_for_nothing() -> None:
    assert ids("") == ids("  ,;: ") == ids("xylophone") == []


def test_words_that_say_nothing_alone_are_still_words() -> None:
    assert ids("the") == []
    assert ids("too many connections") == ids("many connections")


@given(st.text(max_size=400))
def test_no_query_is_an_error(text: str) -> None:
    assert set(ids(text)) <= {"alpha", "beta", "gamma"}
