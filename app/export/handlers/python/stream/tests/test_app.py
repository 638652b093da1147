import json

import pytest
from handler_testing import failures_of, kinesis_event, table_stream_event


@pytest.fixture
def app(load, monkeypatch):
    app = load()
    app.handled, app.given, app.bad = [], [], object()

    def handle(message):
        if message == app.bad:
            raise ValueError("bad")
        app.handled.append(message)
        return {"result": message}

    def hand_on(result):
        app.given.append(result)
        return {}

    monkeypatch.setattr(app, "handle", handle)
    monkeypatch.setattr(app, "hand_on", hand_on)
    return app


def test_each_message_is_handled_and_its_result_goes_on(app, context):
    app.lambda_handler(kinesis_event(json.dumps({"n": 1}), "text"), context)
    assert app.handled == [{"n": 1}, "text"]
    assert app.given == [{"result": message} for message in app.handled]


def test_at_the_first_failure_the_stream_waits(app, context):
    app.bad = 2
    assert failures_of(app.lambda_handler(kinesis_event("1", "2", "3"), context)) == ["1"]
    assert app.handled == [1]


def test_a_change_of_a_table_is_handled_as_it_was_told(app, context):
    app.lambda_handler(table_stream_event(("INSERT", {"id": "1"})), context)
    assert app.handled[0]["NewImage"] == {"id": {"S": "1"}}
    assert app.handled[0]["event"] == "INSERT"
