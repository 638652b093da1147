"""Robust API: each route has a function of its own; who calls again after a timeout neither books nor pays twice."""

from collections.abc import Iterator

import pytest

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Answer, Deployment
from tests.proof.harness.login import Login, login_server
from tests.proof.harness.neighbours import Neighbours, Queue
from tests.proof.harness.outside import Outside

WISH = {"show": "dune", "seats": ["B12", "B13"]}


@pytest.fixture
def login() -> Iterator[Login]:
    """Whoever signs the visitors' tokens."""
    with login_server() as server:
        yield server


def cinema(deployed: Deploy, login: Login, neighbours: Neighbours, payments: Outside) -> tuple[Deployment, Queue]:
    """The pattern, and the mail service's queue."""
    mail = neighbours.queue()
    parameters = {"PaymentsBaseUrl": payments.url, "MailQueueUrl": mail.url, "MailQueueArn": mail.arn}
    return deployed("robust-api", parameters=parameters, change=login.install), mail


def book(cinema: Deployment, visitor: dict[str, str], key: str, wish: object = WISH) -> Answer:
    return cinema.http("POST", "/bookings", wish, headers=visitor | {"Idempotency-Key": key})


def pay(cinema: Deployment, visitor: dict[str, str], booking: str, key: str) -> Answer:
    body = {"cents": 2_400, "card": "c"}
    return cinema.http("POST", f"/bookings/{booking}/payment", body, headers=visitor | {"Idempotency-Key": key})


def test_who_is_not_signed_in_reaches_no_function(
    deployed: Deploy, login: Login, neighbours: Neighbours, outside: Outside
) -> None:
    api, _ = cinema(deployed, login, neighbours, outside)
    strangers = [{}, login.forged("ada"), login.token("ada", audience="other-app"), login.token("ada", lasts=-60)]

    assert [book(api, stranger, "key-00001").status for stranger in strangers] == [401] * 4
    assert not api.rows("bookings")


def test_a_booking_is_held_confirmed_and_shown_to_its_visitor_only(
    deployed: Deploy, login: Login, neighbours: Neighbours, outside: Outside
) -> None:
    api, mail = cinema(deployed, login, neighbours, outside)
    ada, bob = login.token("ada"), login.token("bob")

    held = book(api, ada, "key-00001")

    assert held.status == 201
    number = held.json["booking"]
    assert api.http("GET", f"/bookings/{number}", headers=ada).json == held.json
    assert api.http("GET", f"/bookings/{number}", headers=bob).status == 404
    assert number in api.eventually(mail.take, "the confirmation")[0]


def test_the_same_request_again_books_nothing_more_and_a_taken_seat_is_told(
    deployed: Deploy, login: Login, neighbours: Neighbours, outside: Outside
) -> None:
    api, _ = cinema(deployed, login, neighbours, outside)
    ada, bob = login.token("ada"), login.token("bob")

    first, again = book(api, ada, "key-00001"), book(api, ada, "key-00001")

    assert (first.status, again.status, again.json) == (201, 201, first.json)
    assert book(api, bob, "key-00002", {"show": "dune", "seats": ["B13", "B14"]}).status == 409
    # One booking and its two seats: of what was refused, not even the free seat is held.
    assert len(api.rows("bookings")) == 3


def test_a_payment_is_charged_once_however_often_it_is_sent(
    deployed: Deploy, login: Login, neighbours: Neighbours, outside: Outside
) -> None:
    api, _ = cinema(deployed, login, neighbours, outside)
    outside.answer = lambda _: (200, {"id": "p1"})
    ada = login.token("ada")
    number = book(api, ada, "key-00001").json["booking"]

    first, again = pay(api, ada, number, "pay-00001"), pay(api, ada, number, "pay-00001")

    assert (first.status, again.status, again.json) == (200, 200, first.json)
    assert len(outside.asked) == 1
    assert api.http("GET", f"/bookings/{number}", headers=ada).json["state"] == "paid"


def test_a_declined_card_and_a_provider_that_is_down_are_told_apart_and_may_be_tried_again(
    deployed: Deploy, login: Login, neighbours: Neighbours, outside: Outside
) -> None:
    api, _ = cinema(deployed, login, neighbours, outside)
    ada = login.token("ada")
    number = book(api, ada, "key-00001").json["booking"]

    outside.answer = lambda _: (402, {"message": "declined"})
    declined = pay(api, ada, number, "pay-00001")
    outside.answer = lambda _: (500, {})
    down = pay(api, ada, number, "pay-00001")
    outside.answer = lambda _: (200, {"id": "p1"})
    paid = pay(api, ada, number, "pay-00001")

    assert [declined.status, down.status, paid.status] == [402, 503, 200]
