import json

import pytest
from handler_testing import FakeDatabase, http_event


@pytest.fixture
def ask(load, context):
    app = load()

    def ask(answer, number="4711"):
        app.database = FakeDatabase(app.NoConnectionError("borrow timeout") if answer is None else answer)
        answer = app.lambda_handler(http_event("GET", f"/orders/{number}/parcels"), context)
        return answer["statusCode"], json.loads(answer["body"]), app.database.asked

    return ask


def test_all_parcels_of_an_order_come_in_one_answer(ask):
    status, body, asked = ask([["A1", "sent", "Ulm"], ["A2", "packed", None]])
    assert status == 200
    assert [parcel["number"] for parcel in body["parcels"]] == ["A1", "A2"]
    assert asked[0][1] == {"order_number": "4711"}


def test_an_order_without_parcels_is_not_found(ask):
    assert ask([])[0] == 404


def test_no_free_connection_is_a_503_and_not_a_crash(ask):
    assert ask(None)[0] == 503


def test_a_number_that_is_none_never_reaches_the_database(ask):
    status, _, asked = ask([], number="47;11")
    assert (status, asked) == (400, [])
