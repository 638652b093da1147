"""Book loyalty points for an order, once: the order's number is the key, so a second try changes nothing.

Invoked asynchronously with `{"customer": "c7", "order": "4711", "points": 120}`. Lambda may run it again for the same
event, and keeps what fails three times; so it raises what is wrong instead of hiding it.
"""

import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from botocore.exceptions import ClientError

BALANCE = "balance"
"""The sort key of the item that adds up a customer's points; orders are the others."""

logger = Logger()
tracer = Tracer()
# The resource's client takes and gives plain Python values.
dynamodb = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=3)).meta.client


class SaleError(ValueError):
    """The event is no sale. Trying again won't help, and the failure target keeps it for a person."""


def read(event: dict[str, Any]) -> tuple[str, str, int]:
    """Customer, order and points. Raises SaleError, which names the field."""
    customer, order, points = event.get("customer"), event.get("order"), event.get("points")
    if not isinstance(customer, str) or not customer:
        raise SaleError("customer: who gets the points")
    if not isinstance(order, str) or order in ("", BALANCE):
        raise SaleError("order: the order's number")
    if not isinstance(points, int) or isinstance(points, bool) or points < 1:
        raise SaleError("points: one or more")
    return customer, order, points


def book(customer: str, order: str, points: int) -> bool:
    """Note the order and raise the balance, both or neither. False if the order was booked before."""
    table = os.environ["ACCOUNTS_TABLE_NAME"]
    note = {
        "TableName": table,
        "Item": {"customer": customer, "order": order, "points": points},
        "ConditionExpression": "attribute_not_exists(#order)",
        "ExpressionAttributeNames": {"#order": "order"},
    }
    add = {
        "TableName": table,
        "Key": {"customer": customer, "order": BALANCE},
        "UpdateExpression": "ADD points :points",
        "ExpressionAttributeValues": {":points": points},
    }
    try:
        dynamodb.transact_write_items(TransactItems=[{"Put": note}, {"Update": add}])
    except ClientError as error:
        reasons: list[dict[str, Any]] = error.response.get("CancellationReasons") or [{}]
        if reasons[0].get("Code") == "ConditionalCheckFailed":
            return False
        raise
    return True


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Nobody waits for the answer; it is for the log and for whoever tries it by hand."""
    customer, order, points = read(event)
    new = book(customer, order, points)
    logger.info("booked" if new else "booked before", customer=customer, order=order, points=points)
    return {"order": order, "booked": new}
