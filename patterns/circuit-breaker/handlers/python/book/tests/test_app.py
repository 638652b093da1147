import json

import pytest
from handler_testing import failures_of, sqs_event


def order(number):
    return json.dumps({"order": f"o{number}", "grams": 500})


class Clock:
    now = 1_000_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def app(load, make_table, monkeypatch):
    table = make_table("circuits", "dependency")
    app = load(CIRCUITS_TABLE_NAME="circuits")
    app.clock = Clock()
    app.breaker = app.Breaker(app.TableCircuit(table, "carrier"), clock=app.clock, randomness=lambda: 0.0)
    app.booked, app.ill = [], False

    def call(*parts, body, headers):
        if app.ill:
            app.booked.append("tried")
            raise app.RemoteError("status 503")
        if body["order"] == "o13":
            raise app.RefusedError(422, "no")
        app.booked.append(headers["Idempotency-Key"])

    monkeypatch.setattr(app, "call", call)
    return app


def test_labels_are_booked_under_the_order_s_number(app, context):
    assert failures_of(app.lambda_handler(sqs_event(order(1), order(2)), context)) == []
    assert app.booked == ["o1", "o2"]


def test_the_circuit_opens_within_the_batch_and_the_rest_goes_back_without_a_call(app, context):
    app.ill = True
    batch = sqs_event(*[order(number) for number in range(10)])
    assert len(failures_of(app.lambda_handler(batch, context))) == 10
    assert app.booked == ["tried"] * 5
    app.ill = False
    assert len(failures_of(app.lambda_handler(sqs_event(order(1)), context))) == 1
    assert app.booked == ["tried"] * 5


def test_when_the_time_is_up_probes_go_through_and_the_queue_drains(app, context):
    app.ill = True
    app.lambda_handler(sqs_event(*[order(number) for number in range(5)]), context)
    app.ill, app.booked[:] = False, []
    app.clock.now += 31
    batch = sqs_event(*[order(number) for number in range(10)])
    assert failures_of(app.lambda_handler(batch, context)) == []
    assert len(app.booked) == 10


def test_an_order_that_the_carrier_refuses_says_nothing_about_its_health(app, context):
    batch = sqs_event(*[order(13)] * 9, order(1))
    assert len(failures_of(app.lambda_handler(batch, context))) == 9
    assert app.booked == ["o1"]


def test_what_is_no_order_is_never_sent(app, context):
    assert failures_of(app.lambda_handler(sqs_event("{}", order(1)), context)) == ["m0"]
