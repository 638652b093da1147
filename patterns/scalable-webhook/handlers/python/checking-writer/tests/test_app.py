import pytest
from handler_testing import FakeDatabase, failures_of, sqs_event

GOOD, OTHER = '{"id": "e1", "type": "paid"}', '{"id": "e2"}'


@pytest.fixture
def app(load, monkeypatch):
    app = load(SIGNING_SECRET_ARN="arn:secret")
    import signature

    monkeypatch.setattr(signature, "get_secret", lambda arn, max_age: "shared")
    app.sign = lambda body: signature.sign(body.encode(), "shared")
    return app


def test_a_genuine_event_is_written_and_a_forged_one_is_not(app, context):
    app.database = FakeDatabase([["e1"]])
    batch = sqs_event(GOOD, OTHER, attributes={"X-Signature": app.sign(GOOD)})
    assert failures_of(app.lambda_handler(batch, context)) == ["m1"]
    assert [parameters["id"] for _, parameters in app.database.asked] == ["e1"]


def test_an_event_without_a_signature_is_forged(app, context):
    app.database = FakeDatabase()
    with pytest.raises(Exception, match="All records failed"):
        app.lambda_handler(sqs_event(GOOD), context)
    assert app.database.asked == []
