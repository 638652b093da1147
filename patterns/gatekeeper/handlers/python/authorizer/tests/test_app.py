import fnmatch
import hashlib

import pytest

SECRET = "s" * 40
ARN = "arn:aws:execute-api:eu-central-1:123456789012:abc123/v1/"


@pytest.fixture
def app(load, make_table):
    table = make_table("permissions", "user")
    digest = hashlib.sha256(SECRET.encode()).hexdigest()
    table.put_item(
        Item={"user": "ada", "token_sha256": digest, "customer": "c7", "routes": {"GET /invoices", "POST /invoices/*"}}
    )
    table.put_item(Item={"user": "bob", "token_sha256": digest})
    table.put_item(Item={"user": "eve", "customer": "c9", "routes": {"GET /invoices"}})
    return load(PERMISSIONS_TABLE_NAME="permissions")


def ask(app, context, token, method="GET", path="invoices"):
    event = {"type": "REQUEST", "methodArn": f"{ARN}{method}/{path}", "headers": {"authorization": token}}
    return app.lambda_handler(event, context)


def allows(answer, method, path):
    (statement,) = answer["policyDocument"]["Statement"]
    hit = any(fnmatch.fnmatchcase(f"{ARN}{method}/{path}", resource) for resource in statement["Resource"])
    return hit and statement["Effect"] == "Allow"


def test_the_policy_names_all_that_the_caller_may_do(app, context):
    answer = ask(app, context, f"Bearer ada.{SECRET}")
    assert allows(answer, "GET", "invoices")
    assert allows(answer, "POST", "invoices/2026-1")
    assert not allows(answer, "DELETE", "invoices")
    assert answer["context"] == {"user": "ada", "customer": "c7"}


def test_a_cached_policy_is_the_same_whichever_route_was_asked_first(app, context):
    first = ask(app, context, f"Bearer ada.{SECRET}", "GET", "invoices")
    second = ask(app, context, f"Bearer ada.{SECRET}", "POST", "invoices/2026-1")
    assert first == second


def test_somebody_without_a_permission_is_known_and_denied(app, context):
    (statement,) = ask(app, context, f"Bearer bob.{SECRET}")["policyDocument"]["Statement"]
    assert (statement["Effect"], statement["Resource"]) == ("Deny", [f"{ARN.rstrip('/')}/*"])


@pytest.mark.parametrize(
    "token",
    [
        None,
        "",
        "Bearer",
        f"Basic ada.{SECRET}",
        f"Bearer ada.{'x' * 40}",
        f"Bearer nobody.{SECRET}",
        f"Bearer eve.{SECRET}",
        f"Bearer ada.{SECRET}\n",
        "Bearer ada.short",
    ],
)
def test_a_token_that_is_not_good_is_unauthorized_in_that_very_word(app, context, token):
    with pytest.raises(app.UnauthorizedError, match=r"^Unauthorized$"):
        ask(app, context, token)


def test_an_event_of_the_token_type_works_too(app, context):
    event = {"type": "TOKEN", "methodArn": f"{ARN}GET/invoices", "authorizationToken": f"Bearer ada.{SECRET}"}
    assert allows(app.lambda_handler(event, context), "GET", "invoices")


def test_a_permission_that_is_no_route_cannot_widen_the_policy(app, context):
    answer = app.policy("ada", f"{ARN}GET/invoices", ["GET /invoices", "arn:aws:*", "TRACE /x"], {})
    assert answer["policyDocument"]["Statement"][0]["Resource"] == [f"{ARN}GET/invoices"]
