import json

import pytest
from handler_testing import logs_event


def line(number, **more):
    return json.dumps(
        {"payment": f"p{number}", "outcome": "declined", "reason": "funds", "card": "4111111111111111", **more}
    )


@pytest.fixture
def app(load, monkeypatch):
    app = load(DECLINES_TOPIC_ARN="arn:topic")
    app.batches, app.told, app.refused = [], [], []

    class Topic:
        def publish_batch(self, TopicArn, PublishBatchRequestEntries):
            app.batches.append([json.loads(entry["Message"]) for entry in PublishBatchRequestEntries])
            app.told += [entry["MessageAttributes"] for entry in PublishBatchRequestEntries]
            return {"Failed": app.refused}

    monkeypatch.setattr(app, "topic", Topic())
    return app


def test_one_notice_per_decline_ten_per_call(app, context):
    assert app.lambda_handler(logs_event(*[line(number) for number in range(23)]), context) == {"published": 23}
    assert [len(batch) for batch in app.batches] == [10, 10, 3]
    assert app.batches[0][0] == {"id": "line-0", "version": 1, "payment": "p0", "reason": "funds"}


def test_subscribers_can_filter_by_the_risk_that_the_log_tells(app, context):
    app.lambda_handler(logs_event(line(1, risk="high"), line(2)), context)
    assert [told.get("risk", {}).get("StringValue") for told in app.told] == ["high", None]
    assert app.batches[0][0]["risk"] == "high"


def test_no_card_number_leaves_the_service(app, context, capfd):
    app.lambda_handler(logs_event(line(1, note="card 4111")), context)
    assert "4111" not in json.dumps(app.batches) + capfd.readouterr().out


def test_what_is_no_decline_and_no_json_is_skipped(app, context):
    event = logs_event(line(1, outcome="accepted"), "START RequestId", "[]", line(2))
    assert app.lambda_handler(event, context) == {"published": 1}


def test_a_control_message_is_no_data(app, context):
    assert app.lambda_handler(logs_event(line(1), kind="CONTROL_MESSAGE"), context) == {"published": 0}


def test_a_notice_that_was_refused_fails_the_event(app, context):
    app.refused = [{"Id": "1", "Code": "InternalError"}]
    with pytest.raises(app.NotPublishedError, match="line-1"):
        app.lambda_handler(logs_event(line(0), line(1)), context)
