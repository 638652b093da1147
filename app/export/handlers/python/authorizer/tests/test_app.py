import pytest

ARN = "arn:aws:execute-api:eu-central-1:123456789012:abc123/v1/GET/invoices"


def effect(answer):
    (statement,) = answer["policyDocument"]["Statement"]
    assert statement["Resource"] == "arn:aws:execute-api:eu-central-1:123456789012:abc123/v1/*"
    return statement["Effect"]


def test_until_you_say_who_may_nobody_may(load, context):
    event = {"methodArn": ARN, "headers": {"Authorization": "Bearer x"}}
    assert effect(load().lambda_handler(event, context)) == "Deny"


@pytest.mark.parametrize(
    "event",
    [
        {"methodArn": ARN, "headers": {"Authorization": "good"}},
        {"methodArn": ARN, "type": "TOKEN", "authorizationToken": "good"},
        {"routeArn": ARN, "version": "2.0", "headers": {"authorization": "good"}},
    ],
)
def test_a_good_token_passes_every_route_of_the_stage(load, context, monkeypatch, event):
    app = load()
    monkeypatch.setattr(app, "may_pass", lambda token: "ada" if token == "good" else None)
    answer = app.lambda_handler(event, context)
    assert (effect(answer), answer["context"]) == ("Allow", {"user": "ada"})


def test_a_failure_keeps_the_gate_shut(load, context, monkeypatch):
    app = load()

    def fail(token):
        raise ConnectionError("no table")

    monkeypatch.setattr(app, "may_pass", fail)
    with pytest.raises(ConnectionError):
        app.lambda_handler({"methodArn": ARN}, context)
