"""Answer where a parcel is: one read by key, and an answer or a plain 404.

Runs unchanged behind an HTTP API, a REST API and its own function URL.
"""

import os
import re
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, APIGatewayRestResolver
from aws_lambda_powertools.event_handler.exceptions import BadRequestError, NotFoundError
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config

NUMBER = re.compile(r"[A-Z0-9]{6,20}")

logger = Logger()
tracer = Tracer()
rest = APIGatewayRestResolver()
http = APIGatewayHttpResolver()
parcels = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=2)).Table(
    os.environ["PARCELS_TABLE_NAME"]
)


@rest.get("/parcels/<number>")
@http.get("/parcels/<number>")
def look_up(number: str) -> dict[str, Any]:
    """The parcel with this number. 400 for what cannot be a number, 404 for one that nobody knows."""
    if not NUMBER.fullmatch(number):
        raise BadRequestError("A parcel number has 6 to 20 letters and digits.")
    item = parcels.get_item(Key={"parcel_number": number}).get("Item")
    if item is None:
        raise NotFoundError("No such parcel.")
    return {
        "number": number,
        "status": item.get("status", "unknown"),
        "place": item.get("place"),
        "updated_at": item.get("updated_at"),
    }


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """HTTP APIs and function URLs speak version 2.0 of the event, REST APIs version 1.0."""
    resolver = http if event.get("version") == "2.0" else rest
    return resolver.resolve(event, context)
