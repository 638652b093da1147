import fakeredis
import pytest
from circuit_testing import StoreLaws


@pytest.fixture
def server():
    return fakeredis.FakeServer()


@pytest.fixture
def make_store(load, server):
    module = load("cache_circuit")
    return lambda: module.CacheCircuit(fakeredis.FakeRedis(server=server, decode_responses=True), "carrier")


@pytest.fixture
def store(make_store):
    return make_store()


class TestAsEveryStore(StoreLaws):
    pass


def test_the_window_s_count_expires(store):
    store.count_failure(1000.0, 60)
    store.count_failure(1001.0, 60)
    assert 0 < store.cache.ttl("circuit:{carrier}:failures") <= 60


def test_a_dead_cache_is_a_store_error(store, server, load):
    server.connected = False
    for ask in (store.read, lambda: store.open(1.0), lambda: store.count_failure(1.0, 60)):
        with pytest.raises(Exception, match="onnection") as caught:
            ask()
        assert type(caught.value).__name__ == "StoreError"
