"""What is saved is there, in the right order, and nobody overwrites anybody."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given

from app.documents import DocumentError
from app.model import Component, Design
from app.store import (
    BinnedError,
    CursorError,
    NotBinnedError,
    Query,
    Sort,
    StaleError,
    Store,
    Summary,
    UnknownError,
    open_store,
    write_json,
)
from app.store.designs import new_id
from app.store.documents import document_of
from tests.edits.strategies import designs
from tests.store.conftest import Clock
from tests.store.samples import named, orders


def test_what_is_saved_is_there(store: Store) -> None:
    made = store.designs.create(orders())
    assert store.designs.get(made.id) == made
    assert made.document == document_of(orders())
    assert (made.name, made.version, made.deleted, made.shared) == ("Orders", 1, None, False)


@pytest.mark.parametrize("design_id", ["0" * 32, "", "x' OR 1=1 --", "\x00", "ä", "\ud800"])
def test_an_id_that_names_nothing(store: Store, design_id: str) -> None:
    with pytest.raises(UnknownError):
        store.designs.get(design_id)


def test_ids_are_128_random_bits() -> None:
    ids = {new_id() for _ in range(1_000)}
    assert len(ids) == 1_000
    assert {len(bytes.fromhex(each)) for each in ids} == {16}


@given(design=designs())
def test_any_design_reads_back_to_the_byte(design: Design) -> None:
    stored = _memory().designs.create(design)
    assert write_json(_memory().designs.get(stored.id).document) == write_json(document_of(design))


_open: list[Store] = []


def _memory() -> Store:
    """One database for all examples."""
    if not _open:
        _open.append(open_store("sqlite://", Path()))
    return _open[0]


def test_names_of_all_kinds_read_back(store: Store) -> None:
    for name in ["<script>alert(1)</script>", "אבג\u202e", "😀", "%_\\", "'; DROP TABLE designs", "a\nb", "ﷺ" * 300]:
        made = store.designs.create(named(name))
        assert store.designs.get(made.id).name == name


def test_a_draft_is_saved_and_known_as_one(store: Store) -> None:
    unfinished = Design(name="Draft", components=(Component(id="a", kind="nonesuch", name="A"),))
    assert not store.designs.create(unfinished).complete
    assert store.designs.create(named("whole")).complete


def test_a_new_version_needs_the_one_before(store: Store) -> None:
    first = store.designs.create(orders())
    second = store.designs.replace(first.id, orders(name="Second"), first.etag)
    assert (second.version, second.name) == (2, "Second")
    assert second.etag != first.etag
    with pytest.raises(StaleError) as raised:
        store.designs.replace(first.id, orders(name="Third"), first.etag)
    assert raised.value.current == second
    assert raised.value.base == write_json(first.document)
    assert store.designs.get(first.id) == second


def test_who_asks_again_is_told_the_same(store: Store) -> None:
    first = store.designs.create(orders())
    second = store.designs.replace(first.id, orders(name="Second"), first.etag)
    assert store.designs.replace(first.id, orders(name="Second"), first.etag) == second
    assert store.designs.replace(first.id, orders(name="Second"), second.etag) == second
    assert len(store.revisions.page(first.id)) == 2


def test_a_difference_that_python_holds_for_none_is_one(store: Store) -> None:
    def with_value(value: object) -> Design:
        part = Component(id="a", kind="queue", name="A", properties={"fifo": value})
        return Design(name="D", components=(part,))

    first = store.designs.create(with_value(1))
    second = store.designs.replace(first.id, with_value(True), first.etag)
    assert second.version == 2
    assert store.designs.get(first.id).document["components"][0]["properties"]["fifo"] is True


def test_a_design_may_bring_its_own_id(store: Store) -> None:
    own = new_id()
    made = store.designs.create(orders(), own)
    assert made.id == own
    assert store.designs.create(orders(), own) == made
    with pytest.raises(StaleError):
        store.designs.create(orders(name="Other"), own)


def test_of_many_writers_exactly_one_wins(store: Store) -> None:
    first = store.designs.create(orders())
    writers = 8
    gate = threading.Barrier(writers)

    def write(number: int) -> bool:
        gate.wait()
        try:
            store.designs.replace(first.id, orders(name=f"Writer {number}"), first.etag)
        except StaleError:
            return False
        return True

    with ThreadPoolExecutor(writers) as pool:
        won = list(pool.map(write, range(writers)))
    assert won.count(True) == 1
    assert store.designs.get(first.id).name == f"Writer {won.index(True)}"
    assert [each.number for each in store.revisions.page(first.id)] == [2, 1]


def test_writers_that_read_again_all_get_through(store: Store) -> None:
    """Nothing is lost: every writer's component is there at the end."""
    first = store.designs.create(named("Together"))
    writers = 6
    gate = threading.Barrier(writers)

    def write(number: int) -> None:
        gate.wait()
        while True:
            current = store.designs.get(first.id)
            mine = {"id": f"part{number}", "kind": "queue", "name": "Q"}
            after = Design.model_validate({**current.document, "components": [*current.document["components"], mine]})
            try:
                store.designs.replace(first.id, after, current.etag)
            except StaleError:
                continue
            return

    with ThreadPoolExecutor(writers) as pool:
        list(pool.map(write, range(writers)))
    ids = {part["id"] for part in store.designs.get(first.id).document["components"]}
    assert ids == {"orders", *(f"part{number}" for number in range(writers))}


def test_renaming_needs_no_version_and_touches_nothing_else(store: Store) -> None:
    made = store.designs.create(orders())
    renamed = store.designs.rename(made.id, "  New name ")
    assert renamed.document == made.document | {"name": "New name"}
    assert renamed.version == 2
    assert store.designs.rename(made.id, "New name").version == 2
    with pytest.raises(StaleError):
        store.designs.rename(made.id, "Other", made.etag)
    with pytest.raises(DocumentError):
        store.designs.rename(made.id, "")


def test_a_copy_is_another_design(store: Store) -> None:
    made = store.designs.create(orders())
    copy = store.designs.duplicate(made.id)
    assert copy.id != made.id
    assert copy.document == made.document | {"name": "Copy of Orders"}
    assert len(store.designs.duplicate(store.designs.create(named("x" * 300)).id).name) == 300
    assert store.designs.duplicate(made.id, "Mine").name == "Mine"


def test_the_bin(store: Store) -> None:
    made = store.designs.create(orders())
    with pytest.raises(NotBinnedError):
        store.designs.purge(made.id)
    store.designs.discard(made.id)
    store.designs.discard(made.id)
    assert store.designs.page(Query()).designs == ()
    assert [each.id for each in store.designs.page(Query(bin=True)).designs] == [made.id]
    binned = store.designs.get(made.id)
    assert binned.deleted is not None
    for change in (
        lambda: store.designs.replace(made.id, orders(name="X"), made.etag),
        lambda: store.designs.rename(made.id, "X"),
        lambda: store.shares.share(made.id),
    ):
        with pytest.raises(BinnedError):
            change()
    assert store.designs.restore(made.id) == made
    store.designs.discard(made.id)
    store.designs.purge(made.id)
    with pytest.raises(UnknownError):
        store.designs.get(made.id)


def test_discarding_can_name_a_version(store: Store) -> None:
    made = store.designs.create(orders())
    after = store.designs.rename(made.id, "Changed")
    with pytest.raises(StaleError):
        store.designs.discard(made.id, made.etag)
    store.designs.discard(made.id, after.etag)


def test_removing_for_good_leaves_nothing(store: Store) -> None:
    made = store.designs.create(orders())
    token = store.shares.share(made.id)
    store.designs.discard(made.id)
    store.designs.purge(made.id)
    with store.database.engine.connect() as connection:
        for table in ("designs", "revisions", "shares"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() == 0  # noqa: S608 - our own names
    with pytest.raises(UnknownError):
        store.shares.shared(token)


NAMES = ["beta", "Alpha", "álpha 2", "Zürich", "zurich", "_", "%", "äther", "Über", "10", "9", "日本", "ß", "a\\b"]


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("reverse", [False, True])
def test_pages_hold_every_design_once_and_in_order(store: Store, sort: Sort, reverse: bool, clock: Clock) -> None:
    for name in NAMES:
        store.designs.create(named(name))
        # Two with the very same time and name, so that only the id tells them apart.
        clock.now -= 1_000
        store.designs.create(named(name))
    whole = store.designs.page(Query(sort=sort, reverse=reverse, limit=100))
    assert whole.next is None
    seen: list[Summary] = []
    query = Query(sort=sort, reverse=reverse, limit=5)
    while True:
        page = store.designs.page(query)
        assert len(page.designs) <= 5
        seen += page.designs
        if page.next is None:
            break
        query = query.model_copy(update={"after": page.next})
    assert tuple(seen) == whole.designs
    assert len({each.id for each in seen}) == 2 * len(NAMES)
    if sort is Sort.NAME:
        names = [each.name.lower() for each in whole.designs][:: -1 if reverse else 1]
        expected = ["%", "10", "9", "_", "a\\b", "alpha", "álpha 2", "äther", "beta", "ß", "über"]
        assert names[::2][: len(expected)] == expected
    else:
        times = [getattr(each, sort.value) for each in whole.designs]
        assert times == sorted(times, reverse=not reverse)


def test_a_page_goes_on_where_it_ended_whatever_happens_between(store: Store) -> None:
    made = [store.designs.create(named(f"D{number}")) for number in range(6)]
    page = store.designs.page(Query(limit=3))
    assert [each.name for each in page.designs] == ["D5", "D4", "D3"]
    store.designs.create(named("new"))
    store.designs.discard(made[3].id)
    rest = store.designs.page(Query(limit=3, after=page.next))
    assert [each.name for each in rest.designs] == ["D2", "D1", "D0"]


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ZURICH", {"Zürich", "zurich"}),
        ("alpha 2", {"álpha 2"}),
        ("2 alpha", {"álpha 2"}),
        ("%", {"%"}),
        ("_", {"_"}),
        ("\\", {"a\\b"}),
        ("nothing", set()),
        ("SS", {"ß"}),
        ("be\x00ta", {"beta"}),
        ("\ud800", set(NAMES)),
    ],
)
def test_search(store: Store, search: str, found: set[str]) -> None:
    for name in NAMES:
        store.designs.create(named(name))
    assert {each.name for each in store.designs.page(Query(search=search, limit=100)).designs} == found


@pytest.mark.parametrize(
    "after", ["", "x", "W10", "WyJuYW1lIiwgMSwgImEiXQ", "WyJtb2RpZmllZCIsMSwiJyJd", "W1tbW1tb", "\x00", "äöü", "=" * 9]
)
def test_a_made_up_place_in_a_list_is_refused(store: Store, after: str) -> None:
    with pytest.raises(CursorError):
        store.designs.page(Query(after=after))


def test_a_place_belongs_to_its_order(store: Store) -> None:
    for name in NAMES:
        store.designs.create(named(name))
    by_name = store.designs.page(Query(sort=Sort.NAME, limit=2)).next
    with pytest.raises(CursorError):
        store.designs.page(Query(sort=Sort.CREATED, after=by_name))
