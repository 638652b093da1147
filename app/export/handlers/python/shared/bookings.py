"""Bookings of a cinema, in one table: `booking` is a booking's number, or `seat#<show>#<seat>` for a held seat."""

import os
import uuid
from collections.abc import Mapping
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

MOST_SEATS = 10
NAMESPACE = uuid.UUID("6f2f3c1e-6f5c-4a8e-9d53-0a7b1f1c2d34")

# The resource's client takes and gives plain Python values.
dynamodb = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=3)).meta.client


class SeatTakenError(Exception):
    """Somebody else holds one of the seats."""


class UnknownBookingError(LookupError):
    """There is no such booking, or it is somebody else's, which is no business of the caller."""


def number_for(visitor: str, key: str) -> str:
    """The booking's number: the same for the same visitor and idempotency key, and not to be guessed by another."""
    return str(uuid.uuid5(NAMESPACE, f"{visitor}\n{key}"))


def find(number: str, visitor: str) -> dict[str, Any]:
    """The visitor's own booking. Raises UnknownBookingError."""
    answer = dynamodb.get_item(TableName=_table(), Key={"booking": number}, ConsistentRead=True)
    item: dict[str, Any] = answer.get("Item", {})
    if item.get("visitor") != visitor:
        raise UnknownBookingError(number)
    return item


def hold(number: str, visitor: str, show: str, seats: list[str]) -> bool:
    """Hold all seats or none; False if this booking holds them already. Raises SeatTakenError."""
    booking = {"booking": number, "visitor": visitor, "show": show, "seats": seats, "state": "held"}
    held = [{"booking": f"seat#{show}#{seat}", "held_by": number} for seat in seats]
    writes = [
        {"Put": {"TableName": _table(), "Item": item, "ConditionExpression": "attribute_not_exists(booking)"}}
        for item in (booking, *held)
    ]
    try:
        dynamodb.transact_write_items(TransactItems=writes)
    except ClientError as error:
        reasons: Any = error.response.get("CancellationReasons") or [{}]
        codes = [reason.get("Code") for reason in reasons]
        if codes[0] == "ConditionalCheckFailed":
            return False
        if "ConditionalCheckFailed" in codes:
            raise SeatTakenError from error
        raise
    return True


def mark_paid(number: str, payment: str) -> None:
    """Note the payment; noting it twice changes nothing."""
    dynamodb.update_item(
        TableName=_table(),
        Key={"booking": number},
        UpdateExpression="SET #state = :paid, payment = :payment",
        ConditionExpression="attribute_exists(booking)",
        ExpressionAttributeNames={"#state": "state"},
        ExpressionAttributeValues={":paid": "paid", ":payment": payment},
    )


def shown(item: Mapping[str, Any]) -> dict[str, Any]:
    """What a visitor sees of a booking."""
    return {name: item.get(name) for name in ("booking", "show", "seats", "state")}


def _table() -> str:
    return os.environ["BOOKINGS_TABLE_NAME"]
