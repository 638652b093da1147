import json

import pytest
from handler_testing import failures_of, kinesis_event, sqs_event


def change(number, plan, subscription="s1"):
    return json.dumps({"subscription": subscription, "change": number, "plan": plan})


@pytest.fixture
def table(make_table):
    return make_table("state", "subscription")


@pytest.fixture
def app(load, table):
    return load(STATE_TABLE_NAME="state")


def plan_of(table, subscription="s1"):
    return table.get_item(Key={"subscription": subscription}).get("Item", {}).get("plan")


@pytest.mark.parametrize("batch", [lambda *all_: sqs_event(*all_, group="s1"), kinesis_event])
def test_the_last_change_wins_and_a_repetition_does_nothing(app, context, table, batch):
    event = batch(change(1, "free"), change(2, "pro"), change(3, "team"))
    assert failures_of(app.lambda_handler(event, context)) == []
    assert plan_of(table) == "team"
    app.lambda_handler(batch(change(2, "pro")), context)
    assert plan_of(table) == "team"


def test_nothing_overtakes_a_change_that_failed(app, context, table):
    event = sqs_event(change(1, "free"), "no change", change(3, "team"), group="s1")
    assert failures_of(app.lambda_handler(event, context)) == ["m1", "m2"]
    assert plan_of(table) == "free"


@pytest.mark.parametrize("wrong", ["[]", "{}", '{"subscription": "", "change": 1, "plan": "x"}', "x"])
def test_what_is_no_change_fails_loudly(app, context, wrong):
    assert failures_of(app.lambda_handler(sqs_event(wrong, group="s1"), context)) == ["m0"]
