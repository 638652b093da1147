"""Change a shopper's basket: the second piece that was moved. It owns its data, and the old shop asks it.

The shopper is known by the cookie that the old shop sets, so that one visit can use both.
"""

import os
import re
import time
from http.cookies import CookieError, SimpleCookie
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.exceptions import BadRequestError, UnauthorizedError
from aws_lambda_powertools.utilities.typing import LambdaContext
from bodies import json_of
from botocore.config import Config
from plain import to_json

COOKIE = "shopper"
SHOPPER = re.compile(r"[A-Za-z0-9_-]{20,128}")
KEPT_SECONDS = 30 * 86_400
MOST_PRODUCTS = 100

logger = Logger()
tracer = Tracer()
app = APIGatewayRestResolver(serializer=to_json)
baskets = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=2)).Table(
    os.environ["BASKET_TABLE_TABLE_NAME"]
)


def shopper() -> str:
    """Whose basket it is. Raises UnauthorizedError without the old shop's cookie."""
    try:
        cookie = SimpleCookie(app.current_event.headers.get("cookie") or "").get(COOKIE)
    except CookieError:
        cookie = None
    if cookie is None or not SHOPPER.fullmatch(cookie.value):
        raise UnauthorizedError("No shopper.")
    return cookie.value


def line() -> tuple[str, int]:
    """Product and quantity of the request. Raises BadRequestError."""
    match json_of(app.current_event):
        case {"product": str(product), "quantity": int(quantity)} if product and 0 <= quantity <= 999:
            return product, quantity
    raise BadRequestError("A line needs a product and a quantity from 0 to 999.")


@app.get("/basket")
def show() -> dict[str, Any]:
    """The basket; empty if there is none or if it has expired, which the table may notice days later."""
    item = baskets.get_item(Key={"shopper": shopper()}, ConsistentRead=True).get("Item") or {}
    current = item if int(item.get("expires", 0)) > time.time() else {}
    return {"lines": current.get("lines") or {}}


@app.put("/basket")
def put_line() -> dict[str, Any]:
    """Set how many of a product are in the basket; none takes it out. Doing it twice does nothing more."""
    owner, (product, quantity) = shopper(), line()
    lines = dict(show()["lines"])
    if quantity:
        lines[product] = quantity
    else:
        lines.pop(product, None)
    if len(lines) > MOST_PRODUCTS:
        raise BadRequestError(f"A basket holds {MOST_PRODUCTS} products.")
    baskets.put_item(Item={"shopper": owner, "lines": lines, "expires": int(time.time()) + KEPT_SECONDS})
    return {"lines": lines}


@app.delete("/basket")
def empty() -> dict[str, Any]:
    """Empty the basket."""
    baskets.delete_item(Key={"shopper": shopper()})
    return {"lines": {}}


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """All methods of one path."""
    return app.resolve(event, context)
