import json
import threading

import pytest
from handler_testing import http_event

PARCEL = {"from": "10115", "to": "80331", "grams": 1200}


@pytest.fixture
def over():
    event = threading.Event()
    yield event
    event.set()


@pytest.fixture
def post(load, context, monkeypatch):
    app = load(
        LETTER_POST_BASE_URL="https://a.example",
        PARCEL_LINE_BASE_URL="https://b.example",
        BIKE_COURIER_BASE_URL="https://c.example",
    )
    monkeypatch.setattr(app, "SECONDS_TO_ANSWER", 0.2)

    def post(answers, body=PARCEL):
        def call(carrier, method, path, body):
            answer = answers[carrier]
            if isinstance(answer, Exception):
                raise answer
            return answer() if callable(answer) else answer

        monkeypatch.setattr(app, "call", call)
        answer = app.lambda_handler(http_event("POST", "/offers", json.dumps(body)), context)
        return answer["statusCode"], json.loads(answer["body"])

    return post


def test_the_cheapest_offer_comes_first(post):
    status, body = post(
        {"LETTER_POST": {"cents": 490}, "PARCEL_LINE": {"cents": 450, "days": 2}, "BIKE_COURIER": {"cents": 1900}}
    )
    assert status == 200
    assert [offer["carrier"] for offer in body["offers"]] == ["parcel-line", "letter-post", "bike-courier"]


def test_two_offers_of_three_are_a_good_answer(post, over):
    answers = {"LETTER_POST": {"cents": 490}, "PARCEL_LINE": RuntimeError("500"), "BIKE_COURIER": lambda: over.wait(10)}
    status, body = post(answers)
    assert (status, len(body["offers"]), body["without_offer"]) == (200, 1, ["bike-courier", "parcel-line"])


def test_an_answer_that_is_no_offer_is_none(post):
    status, body = post({"LETTER_POST": {"cents": 1}, "PARCEL_LINE": {"price": 4}, "BIKE_COURIER": None})
    assert (status, body["without_offer"]) == (200, ["bike-courier", "parcel-line"])


def test_only_none_at_all_is_an_error(post):
    assert post(dict.fromkeys(("LETTER_POST", "PARCEL_LINE", "BIKE_COURIER"), TimeoutError()))[0] == 503


@pytest.mark.parametrize("wrong", [{"grams": 0}, {"grams": 40_000}, {"from": ""}, {"to": None}])
def test_a_parcel_that_nobody_carries_is_refused(post, wrong):
    assert post({}, PARCEL | wrong)[0] == 400
