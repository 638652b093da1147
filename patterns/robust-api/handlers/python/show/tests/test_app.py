import json

import pytest
from handler_testing import http_event


@pytest.fixture
def get(load, make_table, context):
    make_table("bookings", "booking").put_item(
        Item={"booking": "b1", "visitor": "ada", "show": "s1", "seats": ["B1"], "state": "held", "payment": "secret"}
    )
    app = load(BOOKINGS_TABLE_NAME="bookings")

    def get(number, visitor="ada"):
        authorizer = {"jwt": {"claims": {"sub": visitor}}} if visitor else None
        answer = app.lambda_handler(http_event("GET", f"/bookings/{number}", authorizer=authorizer), context)
        return answer["statusCode"], json.loads(answer["body"])

    return get


def test_a_visitor_sees_their_own_booking(get):
    assert get("b1") == (200, {"booking": "b1", "show": "s1", "seats": ["B1"], "state": "held"})


def test_somebody_else_s_booking_looks_like_none(get):
    assert get("b1", "eve") == get("b9", "eve")
    assert get("b1", "eve")[0] == 404


def test_nobody_sees_nothing(get):
    assert get("b1", None)[0] == 401
