import json

import pytest


@pytest.fixture
def app(load, monkeypatch):
    app = load(MOTOR_FUNCTION_NAME="motor-fn", HOME_FUNCTION_NAME="home-fn", TRAVEL_FUNCTION_NAME="travel-fn")
    app.calls = []
    client = type("Client", (), {"invoke": lambda self, **call: app.calls.append(call)})
    monkeypatch.setattr(app, "functions", client())
    return app


@pytest.mark.parametrize(("kind", "function"), [("car", "motor-fn"), ("home", "home-fn"), ("travel", "travel-fn")])
def test_each_kind_goes_to_its_task_and_to_no_other(app, context, kind, function):
    claim = {"claim": "k1", "kind": kind, "policy": "p1"}
    app.lambda_handler(claim, context)
    ((call),) = app.calls
    assert (call["FunctionName"], call["InvocationType"], json.loads(call["Payload"])) == (function, "Event", claim)


@pytest.mark.parametrize("claim", [{"claim": "k1", "kind": "boat"}, {"claim": "k1"}, {"kind": "car"}, {}])
def test_what_nobody_handles_fails_loudly(app, context, claim):
    with pytest.raises(app.UnsortedError):
        app.lambda_handler(claim, context)
    assert app.calls == []
