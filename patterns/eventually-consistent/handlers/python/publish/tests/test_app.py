import json

import pytest
from handler_testing import failures_of, table_stream_event


def order(number):
    return {"order": f"o{number}", "cents": 1600, "last_updated": 5000}


@pytest.fixture
def app(load, monkeypatch):
    app = load(EVENTS_EVENT_BUS_NAME="bus", EVENTS_EVENT_SOURCE="publish")
    app.published, app.refused, app.down = [], set(), False

    class Bus:
        def put_events(self, Entries):
            if app.down:
                raise ConnectionError("no bus")
            app.published += Entries
            told = [
                {"ErrorCode": "Throttled"} if json.loads(e["Detail"])["order"] in app.refused else {} for e in Entries
            ]
            return {"FailedEntryCount": sum(bool(one) for one in told), "Entries": told}

    monkeypatch.setattr(app, "bus", Bus())
    return app


def test_changes_become_events_in_words_that_others_understand(app, context):
    event = table_stream_event(("INSERT", order(1)), ("MODIFY", order(1)), ("REMOVE", order(1)))
    assert failures_of(app.lambda_handler(event, context)) == []
    assert [one["DetailType"] for one in app.published] == ["OrderPlaced", "OrderChanged", "OrderChanged"]
    assert [json.loads(one["Detail"]).get("deleted") for one in app.published] == [None, None, True]
    assert {(one["EventBusName"], one["Source"]) for one in app.published} == {("bus", "publish")}
    assert json.loads(app.published[0]["Detail"])["last_updated"] == 5000


def test_an_entry_that_was_refused_is_named_though_the_call_succeeded(app, context):
    app.refused = {"o13", "o15"}
    event = table_stream_event(*(("INSERT", order(number)) for number in range(25)))
    assert failures_of(app.lambda_handler(event, context)) == ["13"]
    assert len(app.published) == 20


def test_without_a_bus_the_stream_waits(app, context):
    app.down = True
    assert failures_of(app.lambda_handler(table_stream_event(("INSERT", order(1))), context)) == ["0"]
