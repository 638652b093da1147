import threading

import fakeredis
import pytest
from redis import ConnectionError as CacheDown


class Clock:
    def __init__(self):
        self.now = 1000.0

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def server():
    return fakeredis.FakeServer()


@pytest.fixture
def aside(load, clock, server):
    module = load("aside")
    cache = fakeredis.FakeRedis(server=server, decode_responses=True)
    return module.CacheAside(cache, fresh=300, clock=clock, sleep=clock.sleep, random=lambda: 0.5)


def test_the_database_is_asked_once_for_many_readers(aside):
    built = []
    answers = [aside.get("k", lambda: built.append(1) or {"sum": 7}) for _ in range(3)]
    assert answers == [({"sum": 7}, "miss"), ({"sum": 7}, "hit"), ({"sum": 7}, "hit")]
    assert len(built) == 1


def test_an_entry_is_fresh_for_its_time_and_no_longer(aside, clock):
    aside.get("k", lambda: 1)
    clock.now += 299
    assert aside.get("k", lambda: 2) == (1, "hit")
    clock.now += 2
    assert aside.get("k", lambda: 2) == (2, "miss")


def test_expiry_is_spread(aside, clock):
    aside.random = lambda: 1.0
    aside.get("k", lambda: 1)
    clock.now += 314
    assert aside.get("k", lambda: 2)[1] == "hit"


def test_while_one_rebuilds_the_others_take_the_old_value(aside, clock):
    aside.get("k", lambda: "old")
    clock.now += 301
    seen = []

    def build():
        seen.append(aside.get("k", lambda: pytest.fail("two rebuild at once")))
        return "new"

    assert aside.get("k", build) == ("new", "miss")
    assert seen == [("old", "stale")]


def test_without_an_old_value_the_others_wait_for_the_one(aside, clock):
    aside.cache.set("k:lock", "somebody", px=10_000)

    def made_meanwhile(seconds):
        clock.now += seconds
        if clock.now > 1000.2:
            aside._write("k", "theirs")

    aside.sleep = made_meanwhile
    assert aside.get("k", lambda: pytest.fail("it was being made")) == ("theirs", "hit")


def test_nobody_waits_for_ever(aside, clock):
    aside.cache.set("k:lock", "dead", px=60_000)
    assert aside.get("k", lambda: "own") == ("own", "miss")
    assert clock.now < 1003


def test_many_threads_build_once(load, server):
    module = load("aside")
    built = []
    together = threading.Barrier(8)

    def build():
        built.append(1)
        return 7

    def read():
        cache = fakeredis.FakeRedis(server=server, decode_responses=True)
        reader = module.CacheAside(cache, fresh=300)
        together.wait(5)
        assert reader.get("k", build)[0] == 7

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert built == [1]


def test_a_dead_cache_is_a_detour(aside, server):
    server.connected = False
    assert aside.get("k", lambda: 7) == (7, "bypass")


def test_a_cache_that_dies_while_the_value_is_built_costs_only_the_entry(aside, server):
    def build():
        server.connected = False
        return 7

    assert aside.get("k", build) == (7, "miss")


def test_while_the_database_is_down_the_old_value_is_served(aside, clock):
    aside.get("k", lambda: "old")
    clock.now += 301

    def down():
        raise OSError("no database")

    assert aside.get("k", down) == ("old", "stale")
    with pytest.raises(OSError, match="no database"):
        aside.get("other", down)


def test_a_failed_rebuild_gives_the_lock_back(aside):
    def down():
        raise OSError("no database")

    with pytest.raises(OSError, match="no database"):
        aside.get("k", down)
    assert aside.get("k", lambda: 7) == (7, "miss")


def test_a_lock_that_is_somebody_else_s_by_now_stays(aside):
    def slow():
        aside.cache.set("k:lock", "the next one")
        return 7

    aside.get("k", slow)
    assert aside.cache.get("k:lock") == "the next one"


def test_an_error_of_the_database_is_never_taken_for_the_cache_s(aside):
    def down():
        raise CacheDown("but while building")

    with pytest.raises(CacheDown):
        aside.get("k", down)


def test_what_was_rebuilt_between_the_look_and_the_lock_is_not_rebuilt_again(aside, monkeypatch):
    take = aside._take

    def late(key):
        aside._write(key, "theirs")
        return take(key)

    monkeypatch.setattr(aside, "_take", late)
    assert aside.get("k", lambda: pytest.fail("it is there")) == ("theirs", "hit")
    assert aside.cache.get("k:lock") is None
