import json

import pytest
from handler_testing import FakeDatabase, failures_of, sqs_event


@pytest.fixture
def app(load):
    return load()


def event(number):
    return json.dumps({"id": f"e{number}", "type": "paid"})


def test_each_event_is_written_under_the_provider_s_id(app, context):
    app.database = FakeDatabase([["e1"]], [])
    assert failures_of(app.lambda_handler(sqs_event(event(1), event(1)), context)) == []
    sql, parameters = app.database.asked[0]
    assert "ON CONFLICT (id) DO NOTHING" in sql
    assert parameters == {"id": "e1", "type": "paid", "payload": event(1)}
    assert app.database.committed == 2


def test_only_the_message_that_failed_comes_again(app, context):
    app.database = FakeDatabase([["e0"]], RuntimeError("deadlock"), [["e2"]])
    assert failures_of(app.lambda_handler(sqs_event(event(0), event(1), event(2)), context)) == ["m1"]


@pytest.mark.parametrize("bad", ["no json", '{"type": "paid"}', '{"id": ""}'])
def test_a_poison_message_fails_alone(app, context, bad):
    app.database = FakeDatabase([["e0"]])
    assert failures_of(app.lambda_handler(sqs_event(event(0), bad), context)) == ["m1"]


def test_an_event_that_came_through_a_topic_is_the_same(app, context):
    app.database = FakeDatabase([["e1"]])
    wrapped = json.dumps({"Type": "Notification", "Message": event(1)})
    app.lambda_handler(sqs_event(wrapped), context)
    assert app.database.asked[0][1]["payload"] == event(1)


def test_without_a_database_the_whole_batch_comes_again(app, context):
    app.database = FakeDatabase(OSError("down"), OSError("down"))
    with pytest.raises(Exception, match="All records failed"):
        app.lambda_handler(sqs_event(event(0), event(1)), context)
