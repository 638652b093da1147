"""Eventually Consistent: the copy follows the original, never goes back, and waits where it can't go on."""

from typing import Any

import pytest

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Deployment


def order(shop: Deployment, number: str, state: str) -> dict[str, Any]:
    """Place or change an order, and give what was saved."""
    answer = shop.http("POST", "/orders", {"order": number, "customer": "ada", "cents": 100, "state": state})
    assert answer.status == 200, answer
    saved: dict[str, Any] = answer.json
    return saved


def copies(shop: Deployment) -> dict[str, str]:
    """The state of each order in the copy."""
    assert shop.database
    return {row["order"]: row["state"] for row in shop.database.rows("SELECT * FROM orders")}


def test_the_copy_comes_to_say_what_the_original_says(deployed: Deploy) -> None:
    shop = deployed("eventually-consistent")
    for number in ("o1", "o2", "o3"):
        order(shop, number, "placed")
    order(shop, "o2", "paid")

    wanted = {"o1": "placed", "o2": "paid", "o3": "placed"}

    assert {row["order"]: row["state"] for row in shop.rows("orders")} == wanted
    shop.eventually(lambda: copies(shop) == wanted, "the copy to follow")


def test_a_change_that_comes_late_does_not_take_the_copy_back(deployed: Deploy) -> None:
    shop = deployed("eventually-consistent")
    newest = order(shop, "o1", "sent")
    shop.put("orders", newest | {"state": "placed", "last_updated": newest["last_updated"] - 1_000})
    order(shop, "o2", "placed")

    shop.eventually(lambda: "o2" in copies(shop), "what came after the late change")

    assert copies(shop) == {"o1": "sent", "o2": "placed"}


def test_what_is_removed_is_marked_in_the_copy(deployed: Deploy) -> None:
    shop = deployed("eventually-consistent")
    assert shop.database
    order(shop, "o1", "placed")
    shop.client("dynamodb").delete_item(TableName=shop.table("orders"), Key={"order": {"S": "o1"}})

    database = shop.database
    rows = shop.eventually(lambda: database.rows("SELECT * FROM orders WHERE deleted"), "the mark")
    assert [row["order"] for row in rows] == ["o1"]


@pytest.mark.slow_proof
def test_a_bad_record_is_set_aside_and_holds_up_nobody(deployed: Deploy) -> None:
    shop = deployed("eventually-consistent")
    shop.put("orders", {"order": "bad", "customer": "ada", "cents": "many", "state": "placed", "last_updated": 1})
    order(shop, "good", "placed")

    shop.eventually(lambda: copies(shop) == {"good": "placed"}, "the good one")
    assert '"bad"' in shop.messages("failed")[0]


@pytest.mark.slow_proof
def test_during_an_outage_the_stream_waits_and_then_goes_on_in_order(deployed: Deploy) -> None:
    shop = deployed("eventually-consistent")
    assert shop.database
    shop.database.rows("ALTER TABLE orders RENAME TO away")
    order(shop, "o1", "placed")
    order(shop, "o1", "paid")
    shop.eventually(lambda: shop.failures("copy"), "a try that fails")

    shop.database.rows("ALTER TABLE away RENAME TO orders")

    shop.eventually(lambda: copies(shop) == {"o1": "paid"}, "the copy to follow")
    assert shop.depth("failed") == 0
