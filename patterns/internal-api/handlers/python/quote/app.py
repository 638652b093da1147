"""Work out the price of a basket. The same function is invoked directly, signed over HTTPS, or through an API.

A direct caller sends `{"basket": [{"product": "tea", "quantity": 2}]}` and gets the quote, or a FunctionError.
Over HTTP the same is the body of `POST /quotes`, and errors are statuses.
"""

import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, APIGatewayRestResolver
from aws_lambda_powertools.event_handler.exceptions import BadRequestError, NotFoundError
from aws_lambda_powertools.utilities.typing import LambdaContext
from bodies import json_of
from botocore.config import Config

MOST_LINES = 100
"""What one BatchGetItem takes (DynamoDB API Reference, BatchGetItem)."""

logger = Logger()
tracer = Tracer()
rest = APIGatewayRestResolver()
http = APIGatewayHttpResolver()
dynamodb = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=1))


class BasketError(ValueError):
    """The basket makes no sense; trying again won't help."""


class UnknownProductError(LookupError):
    """A product that has no price."""


def quantities(basket: Any) -> dict[str, int]:  # noqa: ANN401 - any JSON
    """How many of each product. Raises BasketError."""
    if not isinstance(basket, list) or not 1 <= len(basket) <= MOST_LINES:
        raise BasketError(f"basket: a list of 1 to {MOST_LINES} lines")
    wanted: dict[str, int] = {}
    for number, line in enumerate(basket):
        product, quantity = (line.get("product"), line.get("quantity")) if isinstance(line, dict) else (None, None)
        if not isinstance(product, str) or not product:
            raise BasketError(f"basket[{number}].product: its number")
        if not isinstance(quantity, int) or isinstance(quantity, bool) or quantity < 1:
            raise BasketError(f"basket[{number}].quantity: one or more")
        wanted[product] = wanted.get(product, 0) + quantity
    return wanted


def prices(products: list[str]) -> dict[str, int]:
    """The price of each product in cents, in one call. Raises UnknownProductError if any has none."""
    table = os.environ["PRICES_TABLE_NAME"]
    asked: dict[str, Any] = {table: {"Keys": [{"product": product} for product in products]}}
    found: dict[str, int] = {}
    while asked:
        answer = dynamodb.batch_get_item(RequestItems=asked)
        found |= {item["product"]: int(item["cents"]) for item in answer["Responses"].get(table, [])}
        # DynamoDB may answer in parts; what is left is asked for again until the function's timeout.
        asked = answer.get("UnprocessedKeys") or {}
    if missing := sorted(set(products) - found.keys()):
        raise UnknownProductError(f"no price for {', '.join(missing)}")
    return found


def quote(request: dict[str, Any]) -> dict[str, Any]:
    """Lines and total, in cents."""
    wanted = quantities(request.get("basket"))
    cents = prices(sorted(wanted))
    lines = [{"product": name, "quantity": count, "cents": count * cents[name]} for name, count in wanted.items()]
    return {
        "currency": "EUR",
        "lines": lines,
        "total_cents": sum(count * cents[name] for name, count in wanted.items()),
    }


@rest.post("/quotes")
@http.post("/quotes")
@rest.post("/")
@http.post("/")
def post_quote() -> dict[str, Any]:
    """The quote over HTTP: 400 for a basket that makes no sense, 404 for a product without a price."""
    body = json_of(rest.current_event)
    try:
        return quote(body if isinstance(body, dict) else {})
    except BasketError as error:
        raise BadRequestError(str(error)) from error
    except UnknownProductError as error:
        raise NotFoundError(str(error)) from error


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """An event with a `requestContext` came over HTTP; anything else is a direct call."""
    if "requestContext" not in event:
        return quote(event)
    resolver = http if event.get("version") == "2.0" else rest
    return resolver.resolve(event, context)
