import base64
import json

import pytest
from handler_testing import http_event, rest_event


@pytest.fixture
def app(load, monkeypatch):
    app = load()
    monkeypatch.setattr(app, "hand_on", lambda result: {})
    return app


@pytest.mark.parametrize("event", [http_event, rest_event])
def test_the_logic_sees_the_same_request_whatever_stands_in_front(app, context, event):
    request = event("POST", "/orders/7", '{"a": 1}', parameters={"id": "7"}, query={"q": "x"})
    answer = app.lambda_handler(request, context)
    assert answer["statusCode"] == 200
    assert json.loads(answer["body"]) == {
        "method": "POST",
        "path": "/orders/7",
        "parameters": {"id": "7"},
        "query": {"q": "x"},
        "body": {"a": 1},
    }


def test_a_body_in_base64_and_one_that_is_no_json(app, context):
    packed = http_event("POST", "/", base64.b64encode(b'{"a": 1}').decode()) | {"isBase64Encoded": True}
    assert json.loads(app.lambda_handler(packed, context)["body"])["body"] == {"a": 1}
    assert app.lambda_handler(http_event("POST", "/", "{"), context)["statusCode"] == 400
    text = http_event("POST", "/", "hello", headers={"Content-Type": "text/plain"})
    assert json.loads(app.lambda_handler(text, context)["body"])["body"] == "hello"


def test_what_fails_is_a_500_that_tells_the_caller_nothing(app, context, monkeypatch):
    def fail(message):
        raise RuntimeError("the password is swordfish")

    monkeypatch.setattr(app, "handle", fail)
    answer = app.lambda_handler(http_event("GET", "/"), context)
    assert answer["statusCode"] == 500
    assert "swordfish" not in answer["body"]


def test_answers_from_behind_go_along(app, context, monkeypatch):
    monkeypatch.setattr(app, "hand_on", lambda result: {"price": 5})
    assert json.loads(app.lambda_handler(http_event("GET", "/"), context)["body"])["answers"] == {"price": 5}
