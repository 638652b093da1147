"""Stock and reservations, in one table: `product#tea` holds what is left, `order#4711` what an order has taken."""

import os
from collections.abc import Mapping
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

# The resource's client takes and gives plain Python values.
dynamodb = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=3)).meta.client

MOST_LINES = 99
"""One transaction takes 100 writes (DynamoDB API Reference, TransactWriteItems), and the order is one of them."""


class OrderError(ValueError):
    """What came is no order."""


class OutOfStockError(Exception):
    """The order can't be had whole, or was cancelled before."""


def order_of(event: Mapping[str, Any]) -> str:
    """The order's number. Raises OrderError.

    A step that runs because another has failed gets `{"input": the order, "error": what happened}`.
    """
    before = event.get("input")
    order = (before if isinstance(before, Mapping) else event).get("order")
    if not isinstance(order, str) or not order:
        raise OrderError("order: its number")
    return order


def read(event: Mapping[str, Any]) -> tuple[str, dict[str, int]]:
    """The order's number, and how many of each product. Raises OrderError."""
    wanted: dict[str, int] = {}
    lines = event.get("lines")
    for line in lines if isinstance(lines, list) else []:
        match line:
            case {"product": str(product), "quantity": int(quantity)} if product and quantity > 0:
                wanted[product] = wanted.get(product, 0) + quantity
            case _:
                raise OrderError("lines: each with a product and a quantity")
    if not 1 <= len(wanted) <= MOST_LINES:
        raise OrderError(f"lines: 1 to {MOST_LINES} products")
    return order_of(event), wanted


def reserve(order: str, lines: Mapping[str, int]) -> bool:
    """Take all lines or none. False if this order has them already. Raises OutOfStockError."""
    table = os.environ["STOCK_TABLE_NAME"]
    note = {
        "TableName": table,
        "Item": {"pk": f"order#{order}", "state": "reserved", "lines": dict(lines)},
        "ConditionExpression": "attribute_not_exists(pk)",
    }
    writes: list[dict[str, Any]] = [{"Put": note}]
    for product, quantity in lines.items():
        writes.append(_move(table, product, -quantity))
    if _write(writes):
        return True
    if _order(order).get("state") == "reserved":
        return False
    raise OutOfStockError(order)


def release(order: str) -> bool:
    """Put back what the order has taken, and cancel it. False if it was cancelled before or never took anything."""
    table = os.environ["STOCK_TABLE_NAME"]
    item = _order(order)
    # An order that comes late finds itself cancelled and takes nothing.
    known = "#state = :reserved" if item else "attribute_not_exists(pk)"
    cancel: dict[str, Any] = {
        "TableName": table,
        "Key": {"pk": f"order#{order}"},
        "UpdateExpression": "SET #state = :cancelled",
        "ConditionExpression": known,
        "ExpressionAttributeNames": {"#state": "state"},
        "ExpressionAttributeValues": {":cancelled": "cancelled"} | ({":reserved": "reserved"} if item else {}),
    }
    lines: Mapping[str, Any] = item.get("lines", {})
    back = [_move(table, product, int(quantity)) for product, quantity in lines.items()]
    return _write([{"Update": cancel}, *back]) and bool(lines)


def _order(order: str) -> dict[str, Any]:
    answer = dynamodb.get_item(
        TableName=os.environ["STOCK_TABLE_NAME"], Key={"pk": f"order#{order}"}, ConsistentRead=True
    )
    item: dict[str, Any] = answer.get("Item", {})
    return item


def _move(table: str, product: str, quantity: int) -> dict[str, Any]:
    said: dict[str, Any] = {
        "TableName": table,
        "Key": {"pk": f"product#{product}"},
        "UpdateExpression": "ADD #left :quantity",
        "ExpressionAttributeNames": {"#left": "left"},
        "ExpressionAttributeValues": {":quantity": quantity},
    }
    if quantity < 0:
        said["ConditionExpression"] = "#left >= :needed"
        said["ExpressionAttributeValues"] |= {":needed": -quantity}
    return {"Update": said}


def _write(writes: list[dict[str, Any]]) -> bool:
    try:
        dynamodb.transact_write_items(TransactItems=writes)
    except ClientError as error:
        reasons: Any = error.response.get("CancellationReasons") or []
        if any(reason.get("Code") == "ConditionalCheckFailed" for reason in reasons):
            return False
        raise
    return True
