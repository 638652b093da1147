"""List the caller's invoices. Who that is comes from whoever checked the token, never from the request."""

import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, APIGatewayRestResolver
from aws_lambda_powertools.event_handler.exceptions import ForbiddenError
from aws_lambda_powertools.utilities.typing import LambdaContext
from boto3.dynamodb.conditions import Key
from botocore.config import Config
from plain import to_json

MOST = 50

logger = Logger()
tracer = Tracer()
rest = APIGatewayRestResolver(serializer=to_json)
http = APIGatewayHttpResolver(serializer=to_json)
invoices = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=3)).Table(
    os.environ["INVOICES_TABLE_NAME"]
)


def customer_of(event: dict[str, Any]) -> str:
    """The customer number from the authorizer's answer, or from the claims of a token that the API has verified.

    Raises ForbiddenError if neither names one.
    """
    authorizer = event.get("requestContext", {}).get("authorizer") or {}
    claims = (authorizer.get("jwt") or {}).get("claims") or {}
    customer = authorizer.get("customer") or claims.get("customer")
    if not isinstance(customer, str) or not customer:
        raise ForbiddenError("Nobody said whose invoices these are.")
    return customer


@rest.get("/invoices")
@http.get("/invoices")
def list_invoices() -> dict[str, Any]:
    """The newest invoices of the caller, fifty at most."""
    found = invoices.query(
        KeyConditionExpression=Key("customer").eq(customer_of(rest.current_event.raw_event)),
        ScanIndexForward=False,
        Limit=MOST,
    )
    return {"invoices": [{name: item[name] for name in item if name != "customer"} for item in found["Items"]]}


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Runs only after somebody else has let the request pass."""
    resolver = http if event.get("version") == "2.0" else rest
    return resolver.resolve(event, context)
