"""Save an order with the time of its change, and nothing else."""

import os
from typing import Any

import boto3
import newest
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.exceptions import BadRequestError
from aws_lambda_powertools.utilities.typing import LambdaContext
from bodies import json_of
from botocore.config import Config
from plain import to_json

logger = Logger()
tracer = Tracer()
app = APIGatewayRestResolver(serializer=to_json)
orders = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=3)).Table(
    os.environ["ORDERS_TABLE_NAME"]
)


@app.post("/orders")
def save() -> dict[str, Any]:
    """The order as it was saved. The same order again is a change of it."""
    match json_of(app.current_event):
        case {"order": str(order), "customer": str(customer), "cents": int(cents), "state": str(state)} if (
            order and customer and cents >= 0 and state
        ):
            pass
        case _:
            raise BadRequestError("An order needs order, customer, cents and state.")
    saved = newest.put(orders, {"order": order, "customer": customer, "cents": cents, "state": state})
    logger.info("saved", order=order, last_updated=saved["last_updated"])
    return saved


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """One route. Copies learn of the change from the table's stream, and this function knows nothing of them."""
    return app.resolve(event, context)
