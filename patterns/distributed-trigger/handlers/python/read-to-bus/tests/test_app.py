import json

import pytest
from handler_testing import logs_event


def line(number):
    return json.dumps({"payment": f"p{number}", "outcome": "declined", "amount": 700, "card": "4111111111111111"})


@pytest.fixture
def app(load, monkeypatch):
    app = load(EVENTS_EVENT_BUS_NAME="bus", EVENTS_EVENT_SOURCE="read")
    app.published, app.told = [], []

    class Bus:
        def put_events(self, Entries):
            app.published += Entries
            return {"FailedEntryCount": len(app.told), "Entries": app.told or [{}] * len(Entries)}

    monkeypatch.setattr(app, "bus", Bus())
    return app


def test_one_event_per_decline_that_a_rule_can_compare(app, context):
    assert app.lambda_handler(logs_event(*[line(number) for number in range(12)]), context) == {"published": 12}
    first = app.published[0]
    assert (first["EventBusName"], first["Source"], first["DetailType"]) == ("bus", "read", "PaymentDeclined")
    assert json.loads(first["Detail"]) == {"id": "line-0", "version": 1, "payment": "p0", "amount": 700}


def test_an_entry_that_was_refused_fails_the_event(app, context):
    app.told = [{"ErrorCode": "Throttled"}]
    with pytest.raises(app.NotPublishedError, match="line-0"):
        app.lambda_handler(logs_event(line(0)), context)
