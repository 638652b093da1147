import fakeredis
import pytest
from handler_testing import failures_of, table_stream_event


def profile(name, at):
    return {"person": "ada", "name": name, "last_updated": at}


@pytest.fixture
def app(load):
    app = load(READY_CACHE_HOST="cache", READY_CACHE_PORT="6379")
    app.server = fakeredis.FakeServer()
    app.cache = fakeredis.FakeRedis(server=app.server, decode_responses=True)
    return app


def test_the_newest_profile_is_ready_however_often_changes_come(app, context):
    changes = table_stream_event(("INSERT", profile("Ada", 1)), ("MODIFY", profile("Ada L.", 2)))
    for _ in range(2):
        assert failures_of(app.lambda_handler(changes, context)) == []
        assert app.ready.get(app.cache, "ada")["name"] == "Ada L."


def test_a_removed_profile_is_forgotten(app, context):
    app.lambda_handler(table_stream_event(("INSERT", profile("Ada", 1)), ("REMOVE", profile("Ada", 1))), context)
    assert app.ready.get(app.cache, "ada") is None


def test_without_a_cache_the_stream_waits(app, context):
    app.server.connected = False
    assert failures_of(app.lambda_handler(table_stream_event(("INSERT", profile("Ada", 1))), context)) == ["0"]
