import json

import pytest
from handler_testing import http_event


class Clock:
    now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def carrier(load, make_table, context, monkeypatch):
    table = make_table("circuits", "dependency")
    app = load(CIRCUITS_TABLE_NAME="circuits")
    import quotes

    clock, calls = Clock(), []
    app.breaker = app.Breaker(app.TableCircuit(table, "carrier"), clock=clock, randomness=lambda: 0.0)

    def call(*parts, body, timeout):
        calls.append(body)
        if isinstance(carrier.answer, Exception):
            raise carrier.answer
        return carrier.answer

    monkeypatch.setattr(quotes, "call", call)

    def carrier(postcode="10115", grams="1000"):
        event = http_event("GET", "/rates", query={"postcode": postcode, "grams": grams})
        answer = app.lambda_handler(event, context)
        headers = answer.get("headers") or {}
        headers = headers | {name: values[0] for name, values in (answer.get("multiValueHeaders") or {}).items()}
        return answer["statusCode"], headers.get("Retry-After"), json.loads(answer["body"])

    carrier.answer, carrier.calls, carrier.clock, carrier.quotes = [{"cents": 490}], calls, clock, quotes
    return carrier


def test_while_the_carrier_is_well_its_rates_are_the_answer(carrier):
    assert carrier() == (200, None, {"rates": [{"cents": 490}]})
    assert carrier.calls == [{"postcode": "10115", "grams": 1000}]


def test_after_five_failures_callers_are_refused_at_once_and_told_when_to_come_back(carrier):
    carrier.answer = carrier.quotes.RemoteError("status 503")
    assert [carrier()[0] for _ in range(8)] == [503] * 8
    assert len(carrier.calls) == 5
    assert carrier()[1] == "30"


def test_when_the_time_is_over_probes_close_the_circuit(carrier):
    carrier.answer = carrier.quotes.RemoteError("status 503")
    for _ in range(5):
        carrier()
    carrier.answer = [{"cents": 490}]
    carrier.clock.now += 30 - 1
    assert carrier()[0] == 503
    carrier.clock.now += 1
    assert [carrier()[0] for _ in range(4)] == [200] * 4


def test_a_refusal_of_this_parcel_says_nothing_about_the_carrier_s_health(carrier):
    carrier.answer = carrier.quotes.RefusedError(422, "too long")
    assert [carrier()[0] for _ in range(8)] == [400] * 8
    assert len(carrier.calls) == 8


@pytest.mark.parametrize(
    "wrong", [{"grams": "0"}, {"grams": "many"}, {"postcode": ""}, {"grams": "31501"}, {"grams": "²"}]
)
def test_a_parcel_that_nobody_takes_never_reaches_the_carrier(carrier, wrong):
    assert carrier(**wrong)[0] == 400
    assert carrier.calls == []
