"""Share links."""

from datetime import UTC, datetime

import pytest

from app.store import LimitError, Store, UnknownError, sharing
from tests.store.samples import orders


def test_a_link_shows_the_design_as_it_is_now_until_it_is_revoked(store: Store) -> None:
    made = store.designs.create(orders())
    one, other = store.shares.share(made.id), store.shares.share(made.id)
    assert store.designs.get(made.id).shared
    made = store.designs.replace(made.id, orders(name="B"), made.etag)
    for token in (one, other):
        assert store.shares.shared(token).document == made.document
    store.shares.revoke(made.id)
    assert not store.designs.get(made.id).shared
    for token in (one, other, "", "x", "\ud800", "\x00", made.id):
        with pytest.raises(UnknownError):
            store.shares.shared(token)


def test_in_the_bin_links_lead_nowhere(store: Store) -> None:
    made = store.designs.create(orders())
    token = store.shares.share(made.id)
    store.designs.discard(made.id)
    with pytest.raises(UnknownError):
        store.shares.shared(token)
    store.designs.restore(made.id)
    assert store.shares.shared(token).id == made.id


def test_a_token_cannot_be_read_from_the_database(store: Store) -> None:
    made = store.designs.create(orders())
    token = store.shares.share(made.id)
    assert len(token) >= 43
    with store.database.engine.connect() as connection:
        rows = [str(row) for row in connection.exec_driver_sql("SELECT * FROM shares").all()]
    assert len(rows) == 1
    assert token not in rows[0]


def test_links_are_limited(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "MAX_LINKS", 1)
    made = store.designs.create(orders())
    store.shares.share(made.id)
    with pytest.raises(LimitError):
        store.shares.share(made.id)


def test_times_are_utc(store: Store) -> None:
    made = store.designs.create(orders())
    assert made.created == datetime.fromtimestamp(1_800_000_000.001, UTC)
