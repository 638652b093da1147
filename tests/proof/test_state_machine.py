"""State Machine: an order goes through its steps, is retried where that helps, and undone where it does not."""

from typing import Any

import pytest

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Deployment
from tests.proof.harness.neighbours import Neighbours, Queue
from tests.proof.harness.outside import Asked, Outside, Reply


def orders(deployed: Deploy, neighbours: Neighbours, payments: Outside) -> tuple[Deployment, Queue]:
    """The pattern with five boxes of tea, and the delivery service's queue."""
    delivery = neighbours.queue()
    shop = deployed(
        "state-machine",
        parameters={
            "PaymentsBaseUrl": payments.url,
            "DeliveryQueueUrl": delivery.url,
            "DeliveryQueueArn": delivery.arn,
        },
    )
    shop.put("stock", {"pk": "product#tea", "left": 5})
    return shop, delivery


def place(shop: Deployment, number: str, quantity: int = 2) -> None:
    wanted = {"order": number, "cents": 700, "card": "c", "lines": [{"product": "tea", "quantity": quantity}]}
    assert shop.http("POST", "/orders", wanted).status == 202


def stock(shop: Deployment) -> dict[str, Any]:
    """What is left of the tea, and the state of each order."""
    rows = {row["pk"]: row for row in shop.rows("stock")}
    states = {key: row["state"] for key, row in rows.items() if key.startswith("order#")}
    return {"left": int(rows["product#tea"]["left"])} | states


def charged(_: Asked) -> Reply:
    return 200, {"id": "p1"}


def test_an_order_is_reserved_charged_once_and_handed_to_delivery(
    deployed: Deploy, neighbours: Neighbours, outside: Outside
) -> None:
    shop, delivery = orders(deployed, neighbours, outside)
    outside.answer = charged

    place(shop, "4711")

    sent = shop.eventually(delivery.take, "the order at the delivery service")
    assert len(sent) == 1
    assert "4711" in sent[0]
    assert stock(shop) == {"left": 3, "order#4711": "reserved"}
    assert [asked.headers["Idempotency-Key"] for asked in outside.asked] == ["4711"]


def test_a_payment_that_is_declined_puts_the_goods_back_and_nothing_is_sent(
    deployed: Deploy, neighbours: Neighbours, outside: Outside
) -> None:
    shop, delivery = orders(deployed, neighbours, outside)
    outside.answer = lambda _: (402, {"message": "declined"})

    place(shop, "4711")

    shop.eventually(lambda: stock(shop) == {"left": 5, "order#4711": "cancelled"}, "the goods to be back")
    assert len(outside.asked) == 1
    assert not delivery.take()
    assert shop.depth("stuck") == 0


def test_a_provider_that_is_down_for_a_moment_is_asked_again(
    deployed: Deploy, neighbours: Neighbours, outside: Outside
) -> None:
    shop, delivery = orders(deployed, neighbours, outside)
    outside.answer = lambda asked: (503, {}) if len(outside.asked) < 3 else charged(asked)

    place(shop, "4711")

    assert len(shop.eventually(delivery.take, "the order at the delivery service")) == 1
    assert len(outside.asked) == 3


@pytest.mark.slow_proof
def test_what_can_neither_be_done_nor_undone_waits_for_a_person(
    deployed: Deploy, neighbours: Neighbours, outside: Outside
) -> None:
    shop, delivery = orders(deployed, neighbours, outside)

    place(shop, "too-much", quantity=6)

    assert "too-much" in shop.messages("stuck")[0]
    assert stock(shop)["left"] == 5
    assert not outside.asked
    assert not delivery.take()


def test_the_same_order_twice_is_one_order(deployed: Deploy, neighbours: Neighbours, outside: Outside) -> None:
    shop, delivery = orders(deployed, neighbours, outside)
    outside.answer = charged

    place(shop, "4711")
    shop.eventually(delivery.take, "the order at the delivery service")
    place(shop, "4711")
    shop.eventually(lambda: len(outside.asked) == 2 or delivery.take(), "the second execution")

    assert stock(shop) == {"left": 3, "order#4711": "reserved"}
    assert {asked.headers["Idempotency-Key"] for asked in outside.asked} == {"4711"}
