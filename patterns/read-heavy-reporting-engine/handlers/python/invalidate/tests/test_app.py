import json

import fakeredis
import pytest
from redis import RedisError


def notice(message):
    return {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": json.dumps(message)}}]}


@pytest.fixture
def app(load):
    app = load(REPORTS_CACHE_HOST="cache", REPORTS_CACHE_PORT="6379")
    app.server = fakeredis.FakeServer()
    app.cache = fakeredis.FakeRedis(server=app.server, decode_responses=True)
    return app


def test_a_sale_makes_the_reports_of_its_shop_and_day_old_and_no_other(app, context):
    place = (app.cache, "revenue", "s1", "2026-11-23")
    other = (app.cache, "revenue", "s1", "2026-11-22")
    before, untouched = app.reports.key(*place), app.reports.key(*other)
    app.lambda_handler(notice({"shop": "s1", "day": "2026-11-23", "sale": "x"}), context)
    assert app.reports.key(*place) != before
    assert app.reports.key(*other) == untouched


def test_generations_do_not_pile_up(app, context):
    app.lambda_handler(notice({"shop": "s1", "day": "2026-11-23"}), context)
    assert app.cache.ttl("generation:s1:2026-11-23") == app.reports.GENERATION_SECONDS


@pytest.mark.parametrize("wrong", [{}, {"shop": "s1"}, {"shop": "", "day": "x"}, []])
def test_a_notice_that_says_nothing_fails_loudly(app, context, wrong):
    with pytest.raises(app.ChangeError):
        app.lambda_handler(notice(wrong), context)


def test_without_a_cache_it_fails_so_that_lambda_tries_again(app, context):
    app.server.connected = False
    with pytest.raises(RedisError):
        app.lambda_handler(notice({"shop": "s1", "day": "2026-11-23"}), context)
