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
    app.lambda_handler({"n": 1}, context)
    assert app.handled == [{"n": 1}]
    assert app.given == [{"result": message} for message in app.handled]


def test_the_caller_gets_the_result_and_what_those_behind_have_answered(app, context, monkeypatch):
    assert app.lambda_handler({"n": 1}, context) == {"result": {"n": 1}}
    monkeypatch.setattr(app, "hand_on", lambda result: {"price": 5})
    assert app.lambda_handler(2, context) == {"result": {"result": 2}, "answers": {"price": 5}}


def test_an_event_is_what_the_bus_brings_in_it(app, context):
    app.lambda_handler({"detail-type": "Paid", "detail": {"n": 2}}, context)
    assert app.handled == [{"n": 2}]
