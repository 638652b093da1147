import json

import fakeredis
import pytest
from handler_testing import FakeDatabase, rest_event


@pytest.fixture
def server():
    return fakeredis.FakeServer()


@pytest.fixture
def get(load, context, server):
    app = load(REPORTS_CACHE_HOST="cache", REPORTS_CACHE_PORT="6379", REPORTS_CACHE_TTL_SECONDS="300")
    app.cache = app.aside.cache = fakeredis.FakeRedis(server=server, decode_responses=True)
    app.sales = FakeDatabase(*([[["tea", 700], ["cup", 900]]] * 5))

    def get(report="revenue", shop="s1", day="2026-11-23"):
        answer = app.lambda_handler(rest_event("GET", f"/reports/{report}", query={"shop": shop, "day": day}), context)
        source = (answer.get("multiValueHeaders") or {}).get("X-Cache", [None])[0]
        return answer["statusCode"], source, json.loads(answer["body"])

    get.app = app
    return get


def test_the_first_reader_asks_the_database_and_the_next_do_not(get):
    assert get()[:2] == (200, "miss")
    assert get()[:2] == (200, "hit")
    assert get()[2]["lines"] == [{"product": "cup", "value": 900}, {"product": "tea", "value": 700}]
    assert len(get.app.sales.asked) == 1


@pytest.mark.parametrize("other", [{"report": "quantities"}, {"shop": "s2"}, {"day": "2026-11-22"}])
def test_whatever_changes_the_answer_is_part_of_the_key(get, other):
    get()
    assert get(**other)[1] == "miss"


def test_a_change_makes_the_report_old_and_a_late_writer_cannot_undo_that(get):
    app = get.app
    before = app.reports.key(app.cache, "revenue", "s1", "2026-11-23")
    app.reports.invalidate(app.cache, "s1", "2026-11-23")
    app.aside._write(before, ["old"])
    assert get()[1] == "miss"
    assert get(day="2026-11-24")[1] == "miss"


def test_without_a_cache_the_database_answers(get, server):
    server.connected = False
    assert get()[:2] == (200, "bypass")


def test_without_a_database_readers_of_cached_reports_notice_nothing(get):
    get()
    get.app.sales.answers = [OSError("down")]
    assert get()[:2] == (200, "hit")
    assert get(day="2026-11-22")[0] == 503


@pytest.mark.parametrize(
    "wrong",
    [{"shop": ""}, {"shop": "a b"}, {"day": "today"}, {"day": ""}, {"day": "2026-06-31"}, {"day": "2026-13-01"}],
)
def test_a_question_that_makes_no_sense_is_refused(get, wrong):
    assert get(**wrong)[0] == 400


def test_an_unknown_report_is_not_found(get):
    assert get("salaries")[0] == 404
