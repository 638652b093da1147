import json

import pytest
from handler_testing import logs_event


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
    app.lambda_handler(logs_event("a", json.dumps("b")), context)
    assert app.handled == [
        {"id": "line-0", "timestamp": 0, "message": "a"},
        {"id": "line-1", "timestamp": 1, "message": chr(34) + "b" + chr(34)},
    ]
    assert app.given == [{"result": message} for message in app.handled]


def test_a_control_message_has_no_lines(app, context):
    app.lambda_handler(logs_event("a", kind="CONTROL_MESSAGE"), context)
    assert app.handled == []
