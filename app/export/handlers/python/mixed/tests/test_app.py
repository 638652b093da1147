import json

import pytest
from handler_testing import (
    failures_of,
    http_event,
    kinesis_event,
    logs_event,
    rest_event,
    sqs_event,
    table_stream_event,
)


@pytest.fixture
def app(load, monkeypatch):
    app = load()
    app.handled, app.given = [], []

    def handle(message):
        if message == "bad" or (isinstance(message, dict) and message.get("body") == "bad"):
            raise ValueError("bad")
        app.handled.append(message)
        return message

    monkeypatch.setattr(app, "handle", handle)
    monkeypatch.setattr(app, "hand_on", app.given.append)
    return app


S3 = {"Records": [{"eventName": "Put", "s3": {"bucket": {"name": "b"}, "object": {"key": "a+b"}}}]}


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (sqs_event('{"n": 1}', "text"), [{"n": 1}, "text"]),
        (kinesis_event('{"n": 1}'), [{"n": 1}]),
        ({"Records": [{"Sns": {"Message": "[1]"}}]}, [[1]]),
        (S3, [{"event": "Put", "bucket": "b", "key": "a b"}]),
        (logs_event("a"), [{"id": "line-0", "timestamp": 0, "message": "a"}]),
        ({"detail-type": "Paid", "detail": {"n": 1}}, [{"n": 1}]),
        ({"n": 1}, [{"n": 1}]),
        (5, [{"value": 5}]),
    ],
)
def test_every_sort_of_event_is_told_apart(app, context, event, expected):
    app.lambda_handler(event, context)
    assert app.handled == app.given == expected


@pytest.mark.parametrize("event", [http_event, rest_event])
def test_a_request_is_answered(app, context, event):
    answer = app.lambda_handler(event("POST", "/x", '{"a": 1}'), context)
    assert (answer["statusCode"], json.loads(answer["body"])["body"]) == (200, {"a": 1})
    assert app.lambda_handler(event("POST", "/x", "bad"), context)["statusCode"] == 500


def test_what_fails_is_named_where_the_trigger_wants_names(app, context):
    assert failures_of(app.lambda_handler(sqs_event("1", "bad", "3"), context)) == ["m1"]
    assert failures_of(app.lambda_handler(kinesis_event("1", "bad", "3"), context)) == ["1"]
    changes = table_stream_event(("INSERT", {"id": "1"}))
    assert failures_of(app.lambda_handler(changes, context)) == []
    with pytest.raises(ValueError):
        app.lambda_handler({"Records": [{"Sns": {"Message": "bad"}}]}, context)


def test_a_direct_caller_gets_the_result(app, context):
    assert app.lambda_handler({"n": 1}, context) == {"n": 1}
