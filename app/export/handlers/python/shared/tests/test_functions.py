import io

import pytest


@pytest.fixture
def functions(load, monkeypatch):
    module = load("functions", HOTELS_FUNCTION_NAME="hotels-prod")
    module.asked = []

    class Client:
        def invoke(self, **call):
            module.asked.append(call)
            return {"Payload": io.BytesIO(module.answer), **module.outcome}

    monkeypatch.setattr(module, "client", Client())
    module.answer, module.outcome = b'{"ok": true}', {}
    return module


def test_an_answer_is_its_json(functions):
    assert functions.ask("HOTELS", {"trip": "t1"}) == {"ok": True}
    assert functions.asked == [{"FunctionName": "hotels-prod", "Payload": b'{"trip": "t1"}'}]


def test_an_error_with_status_200_is_an_error(functions):
    functions.answer = b'{"errorType": "NoRoom", "errorMessage": "full"}'
    functions.outcome = {"FunctionError": "Unhandled", "StatusCode": 200}
    with pytest.raises(functions.CalledFunctionError, match="hotels: NoRoom: full"):
        functions.ask("HOTELS", {})


def test_an_empty_answer_is_none(functions):
    functions.answer = b""
    assert functions.ask("HOTELS", {}) is None
