"""Variations that behave otherwise than their pattern: no code before the queue, another store, a clock, rules."""

import json
import time
from collections.abc import Iterator

import pytest

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Deployment
from tests.proof.harness.login import Login, login_server
from tests.proof.harness.outside import Outside
from tests.proof.test_circuit_breaker import THRESHOLD, down, patient, rates, well
from tests.proof.test_scalable_webhook import signed, written


@pytest.fixture
def login() -> Iterator[Login]:
    """Whoever signs the customers' tokens."""
    with login_server() as server:
        yield server


# Scalable Webhook, straight to SQS: no function stands before the queue.


def test_a_webhook_that_goes_straight_to_the_queue_is_checked_by_the_writer(deployed: Deploy) -> None:
    webhook = deployed("scalable-webhook", "straight-to-queue")
    genuine, forged = json.dumps({"id": "e1", "type": "paid"}), json.dumps({"id": "e2", "type": "paid"})

    taken = webhook.http("POST", "/webhook", genuine, headers=signed(webhook, genuine))
    assert taken.status == 200, taken
    webhook.eventually(lambda: written(webhook), "the row")
    webhook.hurry("events")
    assert webhook.http("POST", "/webhook", forged, headers=signed(webhook, genuine)).status == 200

    assert webhook.messages("dead") == [forged]
    assert written(webhook) == {"e1"}


# Circuit Breaker, its state in a table.


def shipping_with(deployed: Deploy, variation: str, carrier: Outside) -> Deployment:
    """The variation, after as many failures as open the circuit."""
    shipping = deployed("circuit-breaker", variation, parameters={"CarrierBaseUrl": carrier.url}, change=patient)
    carrier.answer = down
    # Failures are counted for each minute of the clock; these are to fall into one.
    shipping.eventually(lambda: time.time() % 60 < 50, "a minute that is not about to end")
    for _ in range(THRESHOLD):
        assert rates(shipping).status == 503
    assert calls(carrier) == THRESHOLD
    return shipping


def calls(carrier: Outside) -> int:
    """How often the carrier was asked for customers; the pinger's question has another weight."""
    return sum(asked.json["grams"] == 500 for asked in carrier.asked)


def test_a_circuit_in_a_table_opens_refuses_and_closes_after_good_probes(deployed: Deploy, outside: Outside) -> None:
    shipping = shipping_with(deployed, "dynamodb-state", outside)

    assert [rates(shipping).status for _ in range(10)] == [503] * 10
    assert calls(outside) == THRESHOLD
    (state,) = shipping.rows("circuits")
    assert (state["dependency"], state["circuit"]) == ("carrier", "open")

    outside.answer = well
    shipping.put("circuits", state | {"until": 1})

    def closed() -> bool:
        return rates(shipping).status == 200 and shipping.rows("circuits")[0]["circuit"] == "closed"

    shipping.eventually(closed, "the circuit to close")
    assert calls(outside) - THRESHOLD >= 3


def test_a_pinger_closes_the_circuit_while_no_customer_asks(deployed: Deploy, outside: Outside) -> None:
    shipping = shipping_with(deployed, "pinger", outside)
    shipping.eventually(lambda: shipping.told("ping", "still down"), "a ping that finds the carrier down")
    assert shipping.rows("circuits")[0]["circuit"] == "open"

    outside.answer = lambda _: (200, [{"service": "standard", "cents": 490}])

    shipping.eventually(lambda: shipping.rows("circuits")[0]["circuit"] == "closed", "the pinger to close the circuit")
    # A line is in the log once its invocation has ended.
    shipping.eventually(lambda: shipping.told("ping", "circuit closed"), "the pinger to say so")
    assert len(shipping.told("ping", "circuit closed")) == 1
    assert calls(outside) == THRESHOLD


# Router, by the rules of an event bus.


def test_rules_of_a_bus_bring_each_claim_to_its_task_and_keep_what_none_wants(deployed: Deploy) -> None:
    claims = deployed("router", "event-bus-rules")
    told = [
        {"claim": "m1", "kind": "car", "policy": "p1", "plate": "B-AB 123"},
        {"claim": "h1", "kind": "home", "policy": "p2", "address": "Elm Street 1"},
        {"claim": "x1", "kind": "pet"},
        {"claim": "x2"},
    ]

    claims.client("events").put_events(
        Entries=[
            {
                "EventBusName": claims.named("Events::EventBus"),
                "Source": "intake",
                "DetailType": "claim",
                "Detail": json.dumps(claim),
            }
            for claim in told
        ]
    )

    claims.eventually(lambda: claims.rows("motor") and claims.rows("home"), "both claims at their tasks")
    assert [row["claim"] for row in claims.rows("motor")] == ["m1"]
    assert [row["claim"] for row in claims.rows("home")] == ["h1"]
    assert {json.loads(kept)["detail"]["claim"] for kept in claims.messages("unknown", 2)} == {"x1", "x2"}


# Gatekeeper, with tokens that the API checks itself.


def test_an_api_that_checks_tokens_itself_admits_to_ones_own_invoices(deployed: Deploy, login: Login) -> None:
    gate = deployed("gatekeeper", "jwt", change=login.install)
    gate.put("invoices", {"customer": "of-ada", "invoice": "1", "cents": 100}, {"customer": "of-bob", "invoice": "2"})
    ada = login.token("ada", audience="invoice-api", customer="of-ada")
    strangers = [{}, login.token("ada", customer="of-ada"), login.token("ada", audience="invoice-api", lasts=-60)]

    assert [gate.http("GET", "/invoices", headers=each).status for each in strangers] == [401] * 3
    assert not gate.logs("list")
    assert gate.http("GET", "/invoices", headers=ada).json == {"invoices": [{"invoice": "1", "cents": 100}]}
