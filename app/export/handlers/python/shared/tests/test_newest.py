import threading

import pytest


@pytest.fixture
def table(make_table):
    return make_table("items", "order")


def test_the_time_of_an_item_grows_even_if_the_clock_goes_back(load, table, monkeypatch):
    newest = load("newest")
    stamps = []
    for now in (5_000, 5_000, 4_000):
        monkeypatch.setattr(newest.time, "time_ns", lambda now=now: now * 1_000_000)
        stamps.append(newest.put(table, {"order": "1", "state": str(now)})["last_updated"])
    assert stamps == [5000, 5001, 5002]
    assert table.get_item(Key={"order": "1"})["Item"]["state"] == "4000"


def test_of_writers_at_once_none_has_the_same_time(load, table, monkeypatch):
    newest = load("newest")
    monkeypatch.setattr(newest.time, "time_ns", lambda: 5_000_000_000)
    monkeypatch.setattr(newest, "TRIES", 50)
    stamps = []

    def write():
        stamps.append(newest.put(table, {"order": "1"})["last_updated"])

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(stamps) == list(range(5000, 5006))
