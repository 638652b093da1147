"""Show a product: the first piece that was moved out of the old shop. It only reads, so it was easy to take back."""

import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, APIGatewayRestResolver
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from plain import to_json

logger = Logger()
tracer = Tracer()
rest = APIGatewayRestResolver(serializer=to_json)
http = APIGatewayHttpResolver(serializer=to_json)
products = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=2)).Table(
    os.environ["PRODUCT_TABLE_TABLE_NAME"]
)


@rest.get("/products/<product>")
@http.get("/products/<product>")
def show(product: str) -> dict[str, Any]:
    """The product as the old shop showed it, field for field, so that no client notices the move."""
    item: dict[str, Any] | None = products.get_item(Key={"product": product}).get("Item")
    if item is None:
        raise NotFoundError("No such product.")
    return item


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """One route; every other still leads to the old shop."""
    resolver = http if event.get("version") == "2.0" else rest
    return resolver.resolve(event, context)
