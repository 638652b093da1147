import json

import fakeredis
import pytest
from handler_testing import http_event


@pytest.fixture
def get(load, make_table, context):
    table = make_table("profiles", "person")
    table.put_item(Item={"person": "ada", "name": "Ada", "last_updated": 5})
    app = load(READY_CACHE_HOST="cache", READY_CACHE_PORT="6379", PROFILES_TABLE_NAME="profiles")
    app.server = fakeredis.FakeServer()
    app.cache = fakeredis.FakeRedis(server=app.server, decode_responses=True)

    def get(person="ada"):
        answer = app.lambda_handler(http_event("GET", f"/profiles/{person}"), context)
        return answer["statusCode"], json.loads(answer["body"])

    get.app, get.table = app, table
    return get


def test_a_profile_that_is_ready_costs_no_look_up(get):
    assert get() == (200, {"person": "ada", "name": "Ada", "picture": None})
    get.table.delete_item(Key={"person": "ada"})
    assert get()[1]["name"] == "Ada"


def test_what_a_reader_fills_in_never_replaces_a_newer_one(get):
    app = get.app
    app.ready.put_if_newer(app.cache, {"person": "ada", "name": "Ada L.", "last_updated": 6})
    app.fill({"person": "ada", "name": "Ada", "last_updated": 5})
    assert get()[1]["name"] == "Ada L."


def test_without_a_cache_the_table_answers(get):
    get.app.server.connected = False
    assert get()[0] == 200


def test_nobody_is_not_found(get):
    assert get("eve")[0] == 404
