import fakeredis
import pytest

ADA = {"person": "ada", "name": "Ada", "picture": "a.png", "last_updated": 5}


@pytest.fixture
def ready(load):
    return load("ready")


@pytest.fixture
def cache():
    return fakeredis.FakeRedis(server=fakeredis.FakeServer(), decode_responses=True)


def test_what_a_reader_fills_in_never_replaces_a_newer_one(ready, cache):
    assert ready.put_if_newer(cache, ADA | {"name": "Ada L.", "last_updated": 6})
    assert not ready.put_if_newer(cache, ADA)
    assert ready.get(cache, "ada")["name"] == "Ada L."


def test_a_profile_that_is_gone_does_not_come_back_with_a_slow_reader_and_does_with_a_newer_change(ready, cache):
    ready.put_if_newer(cache, ADA)
    assert ready.get(cache, "ada") == ADA
    ready.remove(cache, ADA)
    assert not ready.put_if_newer(cache, ADA)
    assert ready.get(cache, "ada") is None
    assert ready.put_if_newer(cache, ADA | {"last_updated": 6})
    assert ready.get(cache, "ada")["last_updated"] == 6


def test_a_removal_that_comes_late_leaves_what_is_newer(ready, cache):
    ready.put_if_newer(cache, ADA | {"last_updated": 6})
    ready.remove(cache, ADA)
    assert ready.get(cache, "ada")["last_updated"] == 6


def test_that_a_profile_is_gone_is_not_known_for_ever_and_a_profile_stays(ready, cache):
    ready.remove(cache, ADA)
    assert 0 < cache.ttl("profile:ada") <= ready.REMEMBERED_SECONDS
    ready.put_if_newer(cache, ADA | {"last_updated": 6})
    assert cache.ttl("profile:ada") == -1
