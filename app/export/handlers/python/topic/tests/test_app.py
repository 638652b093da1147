import json

import pytest


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
    app.lambda_handler({"Records": [{"Sns": {"Message": json.dumps({"n": 1})}}, {"Sns": {"Message": "text"}}]}, context)
    assert app.handled == [{"n": 1}, "text"]
    assert app.given == [{"result": message} for message in app.handled]


def test_what_fails_is_raised_so_that_lambda_tries_again(app, context):
    app.bad = "x"
    with pytest.raises(ValueError):
        app.lambda_handler({"Records": [{"Sns": {"Message": "x"}}]}, context)
