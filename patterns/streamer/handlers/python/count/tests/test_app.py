import json

import pytest
from handler_testing import failures_of, kinesis_event


def click(page, at="2026-11-23T10:15:30Z"):
    return json.dumps({"page": page, "at": at})


@pytest.fixture
def table(make_table):
    return make_table("totals", "page", "minute")


@pytest.fixture
def app(load, table):
    return load(TOTALS_TABLE_NAME="totals")


def totals(table):
    return {(item["page"], item["minute"]): int(item["clicks"]) for item in table.scan()["Items"]}


def test_a_batch_becomes_one_sum_per_page_and_minute(app, context, table):
    later = "2026-11-23T11:16:05+01:00"
    event = kinesis_event(click("/a"), click("/b"), click("/a"), click("/a", later))
    assert failures_of(app.lambda_handler(event, context)) == []
    assert totals(table) == {
        ("/a", "2026-11-23T10:15Z"): 2,
        ("/b", "2026-11-23T10:15Z"): 1,
        ("/a", "2026-11-23T10:16Z"): 1,
    }


def test_the_next_batch_adds_to_it(app, context, table):
    first, second = kinesis_event(click("/a")), kinesis_event(click("/a"))
    second["Records"][0]["eventID"] = "shard:9"
    app.lambda_handler(first, context)
    app.lambda_handler(second, context)
    assert totals(table) == {("/a", "2026-11-23T10:15Z"): 2}


def test_the_same_batch_is_written_under_the_same_tokens(app, context, monkeypatch):
    tokens = []
    client = type(
        "C",
        (),
        {"transact_write_items": lambda self, TransactItems, ClientRequestToken: tokens.append(ClientRequestToken)},
    )
    monkeypatch.setattr(app, "dynamodb", client())
    event = kinesis_event(*[click(f"/{number}") for number in range(150)])
    app.lambda_handler(event, context)
    app.lambda_handler(event, context)
    assert len(tokens) == 4
    assert tokens[:2] == tokens[2:]
    assert len(set(tokens)) == 2
    assert all(len(token) <= 36 for token in tokens)


@pytest.mark.parametrize("bad", ["no json", "{}", '{"page": "/a", "at": "yesterday"}'])
def test_what_is_no_click_is_named_and_what_came_before_is_counted(app, context, table, bad):
    event = kinesis_event(click("/a"), bad, click("/b"))
    assert failures_of(app.lambda_handler(event, context)) == ["1"]
    assert totals(table) == {("/a", "2026-11-23T10:15Z"): 1}


def test_sums_expire_a_week_after_their_minute(app, context, table):
    app.lambda_handler(kinesis_event(click("/a", "2026-01-01T00:00:59Z")), context)
    assert int(table.scan()["Items"][0]["expires"]) == 1_767_225_600 + 7 * 86_400
