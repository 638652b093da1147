import json

import pytest
from handler_testing import failures_of, sqs_event


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
    app.lambda_handler(
        sqs_event(json.dumps({"n": 1}), "text", json.dumps({"Type": "Notification", "Message": "[2]"})), context
    )
    assert app.handled == [{"n": 1}, "text", [2]]
    assert app.given == [{"result": message} for message in app.handled]


def test_what_fails_comes_again_and_only_that(app, context):
    app.bad = 2
    assert failures_of(app.lambda_handler(sqs_event("1", "2", "3"), context)) == ["m1"]


def test_in_a_fifo_queue_its_group_waits(app, context):
    app.bad = 2
    assert failures_of(app.lambda_handler(sqs_event("1", "2", "3", group="g"), context)) == ["m1", "m2"]
