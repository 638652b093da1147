import pytest
from handler_testing import FakeDatabase
from pg8000.exceptions import DatabaseError

ITEM = {"order": "4711", "customer": "c7", "cents": 1600, "state": "placed", "last_updated": 5000}


@pytest.fixture
def copy(load):
    return load("orders_copy")


def test_only_what_is_newer_is_written(copy):
    database = FakeDatabase([["4711"]], [])
    assert copy.upsert(database, copy.row_of(ITEM))
    assert not copy.upsert(database, copy.row_of(ITEM))
    assert "WHERE orders.last_updated < excluded.last_updated" in database.asked[0][0]


def test_a_removed_item_stays_as_a_row_that_is_deleted(copy):
    assert copy.row_of(ITEM, removed=True)["deleted"]


@pytest.mark.parametrize("field", list(ITEM))
def test_an_item_that_lacks_something_is_a_bad_row(copy, field):
    with pytest.raises(copy.BadRowError, match=field):
        copy.row_of({name: ITEM[name] for name in ITEM if name != field})


@pytest.mark.parametrize("wrong", [{"cents": "many"}, {"last_updated": None}])
def test_so_is_one_with_nonsense_in_it(copy, wrong):
    with pytest.raises(copy.BadRowError):
        copy.row_of(ITEM | wrong)


@pytest.mark.parametrize(("code", "bad"), [("22003", True), ("23514", True), ("40P01", False), ("57P01", False)])
def test_an_error_of_the_row_is_told_from_one_of_the_database(copy, code, bad):
    database = FakeDatabase(DatabaseError({"C": code, "M": "why"}))
    with pytest.raises(copy.BadRowError if bad else DatabaseError):
        copy.upsert(database, copy.row_of(ITEM))
