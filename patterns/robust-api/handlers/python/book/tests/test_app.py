import json

import pytest
from handler_testing import http_event


class Mail:
    def __init__(self):
        self.sent, self.broken = [], False

    def send_message(self, QueueUrl, MessageBody):
        if self.broken:
            raise ConnectionError("no mail")
        self.sent.append(json.loads(MessageBody))


@pytest.fixture
def post(load, make_table, context, monkeypatch):
    make_table("bookings", "booking")
    app = load(BOOKINGS_TABLE_NAME="bookings", MAIL_QUEUE_URL="https://mail")
    import seats

    mail = Mail()
    monkeypatch.setattr(seats, "mail", mail)

    def post(body, visitor="ada", key="key-00001"):
        event = http_event(
            "POST",
            "/bookings",
            json.dumps(body),
            headers={"Idempotency-Key": key},
            authorizer={"jwt": {"claims": {"sub": visitor}}},
        )
        answer = app.lambda_handler(event, context)
        return answer["statusCode"], json.loads(answer["body"])

    post.mail = mail
    return post


WISH = {"show": "s1", "seats": ["B2", "B1"]}


def test_seats_are_held_and_the_mail_service_is_told(post):
    status, booking = post(WISH)
    assert (status, booking["seats"], booking["state"]) == (201, ["B1", "B2"], "held")
    assert post.mail.sent[0]["booking"] == booking["booking"]


def test_a_client_that_calls_again_gets_the_same_booking(post):
    assert post(WISH) == post(WISH)


def test_a_seat_is_held_by_one_visitor_and_the_other_gets_none(post):
    post(WISH)
    assert post({"show": "s1", "seats": ["B2", "B3"]}, "bob", "key-00002")[0] == 409
    assert post({"show": "s1", "seats": ["B3"]}, "bob", "key-00003")[0] == 201
    assert post({"show": "s2", "seats": ["B2"]}, "bob", "key-00004")[0] == 201


def test_the_same_key_of_another_visitor_is_another_booking(post):
    first = post(WISH)[1]["booking"]
    assert post({"show": "s1", "seats": ["C1"]}, "bob")[1]["booking"] != first


def test_if_the_mail_service_cannot_be_told_the_client_tries_again(post):
    post.mail.broken = True
    with pytest.raises(ConnectionError):
        post(WISH)
    post.mail.broken = False
    assert post(WISH)[0] == 201
    assert len(post.mail.sent) == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"show": "s1", "seats": []},
        {"show": "s1", "seats": ["B1", "B1"]},
        {"show": "s/1", "seats": ["B1"]},
        {"show": "s1", "seats": ["1B"]},
        {"show": "s1", "seats": [f"B{n}" for n in range(11)]},
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(post, body):
    assert post(body)[0] == 400


def test_without_a_key_nothing_is_booked(post):
    assert post(WISH, key="")[0] == 400
