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
    app.lambda_handler(
        {
            "Records": [
                {"eventName": "ObjectCreated:Put", "s3": {"bucket": {"name": "b"}, "object": {"key": "a+b", "size": 5}}}
            ]
        },
        context,
    )
    assert app.handled == [{"event": "ObjectCreated:Put", "bucket": "b", "key": "a b", "size": 5}]
    assert app.given == [{"result": message} for message in app.handled]
