import json

import pytest
from handler_testing import FakeDatabase, failures_of, table_stream_event
from pg8000.exceptions import DatabaseError


def order(number, at=5000, **more):
    return {"order": f"o{number}", "customer": "c7", "cents": 1600, "state": "placed", "last_updated": at, **more}


@pytest.fixture
def app(load, monkeypatch):
    app = load(FAILED_QUEUE_URL="https://failed")
    app.sent = []

    class Queue:
        def send_message(self, QueueUrl, MessageBody):
            app.sent.append(json.loads(MessageBody))

    monkeypatch.setattr(app, "queue", Queue())
    return app


def test_changes_are_copied_in_order(app, context):
    app.reporting = FakeDatabase([["o1"]], [["o2"]], [["o1"]])
    event = table_stream_event(("INSERT", order(1)), ("INSERT", order(2)), ("REMOVE", order(1, 6000)))
    assert failures_of(app.lambda_handler(event, context)) == []
    asked = [(row["order"], row["last_updated"], row["deleted"]) for _, row in app.reporting.asked]
    assert asked == [("o1", 5000, False), ("o2", 5000, False), ("o1", 6000, True)]


def test_at_an_outage_the_stream_waits_from_that_record_on(app, context):
    app.reporting = FakeDatabase([["o1"]], OSError("down"))
    event = table_stream_event(*(("INSERT", order(number)) for number in (1, 2, 3)))
    assert failures_of(app.lambda_handler(event, context)) == ["1"]
    assert len(app.reporting.asked) == 2
    assert app.sent == []


@pytest.mark.parametrize("bad", [{"order": "o2"}, order(2) | {"cents": "many"}])
def test_a_bad_record_is_set_aside_and_holds_up_nobody(app, context, bad):
    app.reporting = FakeDatabase([["o1"]], [["o3"]])
    event = table_stream_event(("INSERT", order(1)), ("MODIFY", bad), ("INSERT", order(3)))
    assert failures_of(app.lambda_handler(event, context)) == []
    (aside,) = app.sent
    assert aside["record"] == event["Records"][1]
    assert [row["order"] for _, row in app.reporting.asked] == ["o1", "o3"]


def test_so_is_one_that_the_database_cannot_hold(app, context):
    app.reporting = FakeDatabase(DatabaseError({"C": "22003", "M": "out of range"}), [["o2"]])
    event = table_stream_event(("INSERT", order(1)), ("INSERT", order(2)))
    assert failures_of(app.lambda_handler(event, context)) == []
    assert app.sent[0]["reason"] == "out of range"


def test_a_deadlock_is_an_outage_and_no_bad_record(app, context):
    app.reporting = FakeDatabase(DatabaseError({"C": "40P01", "M": "deadlock"}))
    assert failures_of(app.lambda_handler(table_stream_event(("INSERT", order(1))), context)) == ["0"]
    assert app.sent == []


def test_if_it_cannot_be_set_aside_it_is_not_lost(app, context, monkeypatch):
    class Broken:
        def send_message(self, **_):
            raise ConnectionError("no queue")

    monkeypatch.setattr(app, "queue", Broken())
    app.reporting = FakeDatabase()
    assert failures_of(app.lambda_handler(table_stream_event(("INSERT", {"order": "o1"})), context)) == ["0"]
