import json

import pytest
from handler_testing import http_event, rest_event


@pytest.fixture
def app(load, make_table):
    make_table("parcels", "parcel_number").put_item(
        Item={"parcel_number": "ABC12345", "status": "in transit", "place": "Leipzig", "secret_note": "x"}
    )
    return load(PARCELS_TABLE_NAME="parcels")


@pytest.mark.parametrize("event", [http_event, rest_event])
def test_a_known_parcel_is_answered_whatever_stands_in_front(app, context, event):
    answer = app.lambda_handler(event("GET", "/parcels/ABC12345"), context)
    assert answer["statusCode"] == 200
    assert json.loads(answer["body"]) == {
        "number": "ABC12345",
        "status": "in transit",
        "place": "Leipzig",
        "updated_at": None,
    }


def test_an_unknown_parcel_is_not_found(app, context):
    assert app.lambda_handler(http_event("GET", "/parcels/ZZZ99999"), context)["statusCode"] == 404


@pytest.mark.parametrize("number", ["abc", "ABC-123456", "A" * 21])
def test_what_cannot_be_a_number_is_refused_before_the_table_is_asked(app, context, number):
    assert app.lambda_handler(http_event("GET", f"/parcels/{number}"), context)["statusCode"] == 400


def test_another_route_is_not_found(app, context):
    assert app.lambda_handler(http_event("POST", "/parcels/ABC12345"), context)["statusCode"] == 404
