"""The history of a design."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store import LimitError, StaleError, Store, UnknownError
from app.store import revisions as history
from app.store.thinning import BEYOND, NEWEST, STEPS, superfluous
from tests.store.conftest import Clock
from tests.store.samples import orders

MINUTE = 60_000_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def test_every_save_is_a_revision(store: Store) -> None:
    made = store.designs.create(orders())
    for name in ("B", "C"):
        made = store.designs.replace(made.id, orders(name=name), made.etag)
    assert [each.number for each in store.revisions.page(made.id)] == [3, 2, 1]
    assert [each.number for each in store.revisions.page(made.id, limit=1)] == [3]
    assert [each.number for each in store.revisions.page(made.id, before=3)] == [2, 1]
    assert store.revisions.get(made.id, 2).document["name"] == "B"
    assert store.revisions.get(made.id, 3).etag == made.etag
    for number in (0, 4, -1, 2**63, 10**30):
        with pytest.raises(UnknownError):
            store.revisions.get(made.id, number)


def test_restoring_loses_nothing(store: Store) -> None:
    first = store.designs.create(orders())
    second = store.designs.replace(first.id, orders(name="B"), first.etag)
    with pytest.raises(StaleError):
        store.designs.restore_revision(first.id, 1, first.etag)
    back = store.designs.restore_revision(first.id, 1, second.etag)
    assert back.document == first.document
    assert back.version == 3
    assert store.revisions.get(first.id, 2).document == second.document


@pytest.mark.slow
def test_named_revisions_outlive_the_others(store: Store, clock: Clock) -> None:
    made = store.designs.create(orders())
    store.revisions.name(made.id, "Agreed with the team")
    store.revisions.name(made.id, "Agreed", 1)
    for number in range(100):
        clock.now += 1_000_000
        made = store.designs.replace(made.id, orders(name=f"N{number}"), made.etag)
    kept = store.revisions.page(made.id)
    assert kept[-1].name == "Agreed"
    assert kept[0].number == made.version == 101
    assert NEWEST < len(kept) < NEWEST + 6
    store.revisions.name(made.id, None, 1)
    assert store.revisions.get(made.id, 1).name is None


def test_named_revisions_are_limited(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MAX_NAMED", 1)
    made = store.designs.create(orders())
    made = store.designs.replace(made.id, orders(name="B"), made.etag)
    store.revisions.name(made.id, "one", 1)
    store.revisions.name(made.id, "one again", 1)
    with pytest.raises(LimitError):
        store.revisions.name(made.id, "two", 2)


TIMES = st.lists(st.integers(0, 200 * DAY), min_size=0, max_size=120).map(sorted)


@given(times=TIMES, named=st.sets(st.integers(0, 119)))
def test_thinning_keeps_what_matters(times: list[int], named: set[int]) -> None:
    now = 200 * DAY
    created = dict(enumerate(times))
    gone = superfluous(created, now, named)
    left = created.keys() - gone
    assert not gone & named
    automatic = sorted(created.keys() - named)
    assert set(automatic[-NEWEST:]) <= left
    # Whatever went, something as new stays in its stretch of time.
    for number in gone:
        length = next((length for age, length in STEPS if now - created[number] <= age), BEYOND)
        assert any(other > number and created[other] // length == created[number] // length for other in left - named)
    assert superfluous({number: created[number] for number in left}, now, named) == set()


def test_a_day_of_autosave_comes_to_little() -> None:
    now = 400 * DAY
    every_two_seconds = {number: now - number * 2_000_000 for number in range(DAY // 2_000_000)}
    created = {len(every_two_seconds) - number: time for number, time in every_two_seconds.items()}
    assert len(created) - len(superfluous(created, now)) <= NEWEST + 61 + 25


def test_steps_divide_each_other() -> None:
    lengths = [*(length for _, length in STEPS), BEYOND]
    assert all(longer % shorter == 0 for shorter, longer in pairwise(lengths))
