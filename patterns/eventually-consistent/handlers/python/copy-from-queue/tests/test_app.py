import json

from handler_testing import FakeDatabase, failures_of, sqs_event

ORDER = {"order": "o1", "customer": "c7", "cents": 1600, "state": "placed", "last_updated": 5000}


def test_events_are_copied_and_a_bad_one_comes_again_alone(load, context):
    app = load()
    app.reporting = FakeDatabase([["o1"]], [])
    batch = sqs_event(
        json.dumps({"detail-type": "OrderPlaced", "detail": ORDER}),
        json.dumps({"detail-type": "OrderPlaced"}),
        json.dumps({"detail-type": "OrderChanged", "detail": ORDER | {"deleted": True}}),
    )
    assert failures_of(app.lambda_handler(batch, context)) == ["m1"]
    assert [row["deleted"] for _, row in app.reporting.asked] == [False, True]
