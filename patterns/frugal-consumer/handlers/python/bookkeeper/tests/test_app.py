import json

import pytest
from handler_testing import FakeDatabase, failures_of, sqs_event


def entry(number, **more):
    return json.dumps({"entry": f"n{number}", "account": "4400", "cents": -950, **more})


@pytest.fixture
def app(load):
    return load()


def test_entries_are_booked_each_in_a_transaction_of_its_own(app, context):
    app.ledger = FakeDatabase([["n1"]], [["n2"]])
    assert failures_of(app.lambda_handler(sqs_event(entry(1), entry(2, text="Tea")), context)) == []
    assert app.ledger.committed == 2
    assert app.ledger.asked[1][1] == {"entry": "n2", "account": "4400", "cents": -950, "text": "Tea"}
    assert "ON CONFLICT (entry) DO NOTHING" in app.ledger.asked[0][0]


def test_a_bad_entry_comes_again_alone(app, context):
    app.ledger = FakeDatabase([["n1"]], RuntimeError("deadlock"), [["n4"]])
    batch = sqs_event(entry(1), "{}", entry(3), entry(4))
    assert failures_of(app.lambda_handler(batch, context)) == ["m1", "m2"]


@pytest.mark.parametrize("wrong", ['{"entry": "n1"}', '{"entry": "n1", "account": "", "cents": 1}', "[]"])
def test_what_is_no_entry_is_never_booked(app, wrong):
    with pytest.raises(app.EntryError):
        app.read(wrong)
