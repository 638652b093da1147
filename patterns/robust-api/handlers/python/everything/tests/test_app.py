import json

import pytest
from handler_testing import http_event


@pytest.fixture
def call(load, make_table, context, monkeypatch):
    make_table("bookings", "booking")
    app = load(BOOKINGS_TABLE_NAME="bookings", MAIL_QUEUE_URL="https://mail")
    mail = type("Mail", (), {"send_message": lambda self, **_: None})
    monkeypatch.setattr(app.seats, "mail", mail())
    monkeypatch.setattr(app.payment, "call", lambda *_, **__: {"id": "pay_1"})

    def call(method, path, body=None):
        event = http_event(
            method,
            path,
            None if body is None else json.dumps(body),
            headers={"Idempotency-Key": "key-00001"},
            authorizer={"jwt": {"claims": {"sub": "ada"}}},
        )
        answer = app.lambda_handler(event, context)
        return answer["statusCode"], json.loads(answer["body"])

    return call


def test_one_function_takes_a_booking_from_the_wish_to_the_payment(call):
    status, booking = call("POST", "/bookings", {"show": "s1", "seats": ["B1"]})
    assert status == 201
    path = f"/bookings/{booking['booking']}"
    assert call("GET", path)[1]["state"] == "held"
    assert call("POST", f"{path}/payment", {"cents": 1200, "card": "tok"})[0] == 200
    assert call("GET", path)[1]["state"] == "paid"


@pytest.mark.parametrize(("method", "path"), [("GET", "/"), ("DELETE", "/bookings/b1"), ("GET", "/bookings/b1")])
def test_any_other_route_is_not_found(call, method, path):
    assert call(method, path)[0] == 404
