import json

import pytest
from handler_testing import http_event

CARD = {"cents": 2400, "card": "tok_1"}


@pytest.fixture
def post(load, make_table, context, monkeypatch):
    table = make_table("bookings", "booking")
    table.put_item(Item={"booking": "b1", "visitor": "ada", "show": "s1", "seats": ["B1"], "state": "held"})
    app = load(BOOKINGS_TABLE_NAME="bookings")
    calls, answers = [], []

    def call(*parts, **settings):
        calls.append(settings)
        answer = answers.pop(0) if answers else {"id": f"pay_{len(calls)}"}
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(app.payment, "call", call)

    def post(body=CARD, visitor="ada", key="key-00001", number="b1"):
        event = http_event(
            "POST",
            f"/bookings/{number}/payment",
            json.dumps(body),
            headers={"Idempotency-Key": key},
            authorizer={"jwt": {"claims": {"sub": visitor}}},
        )
        answer = app.lambda_handler(event, context)
        return answer["statusCode"], json.loads(answer["body"])

    post.calls, post.answers, post.app, post.table = calls, answers, app, table
    return post


def test_a_booking_is_paid_and_noted(post):
    assert post() == (200, {"booking": "b1", "state": "paid", "payment": "pay_1"})
    assert post.table.get_item(Key={"booking": "b1"})["Item"]["state"] == "paid"


def test_a_client_that_calls_again_is_charged_once_and_told_the_same(post):
    assert post() == post()
    assert len(post.calls) == 1


def test_the_provider_gets_a_key_too(post):
    post()
    assert post.calls[0]["headers"] == {"Idempotency-Key": "ada-key-00001"}


def test_a_key_is_good_for_one_payment_only(post):
    post()
    assert post(CARD | {"cents": 9})[0] == 422
    assert len(post.calls) == 1


def test_after_an_outage_the_same_key_works(post):
    post.answers.append(post.app.payment.RemoteError("status 503"))
    assert post()[0] == 503
    assert post()[0] == 200


def test_a_declined_card_is_said_so(post):
    post.answers.append(post.app.payment.RefusedError(402, "no"))
    status, body = post()
    assert (status, body["message"]) == (402, "The card was declined.")
    assert post.table.get_item(Key={"booking": "b1"})["Item"]["state"] == "held"


def test_somebody_else_s_booking_cannot_be_paid(post):
    assert post(visitor="eve")[0] == 404
    assert post(number="b9")[0] == 404
    assert post.calls == []


@pytest.mark.parametrize("body", [{}, {"cents": 0, "card": "x"}, {"cents": "5", "card": "x"}, {"cents": 5}])
def test_a_payment_that_makes_no_sense_is_refused(post, body):
    assert post(body)[0] == 400
