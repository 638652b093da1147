"""Get shipping rates from a carrier that is not always up; a pinger closes the circuit that callers open."""

import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.api_gateway import Response
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from breaker import Breaker, Policy
from quotes import rates
from table_circuit import TableCircuit

logger = Logger()
tracer = Tracer()
app = APIGatewayHttpResolver()
# Nobody should wait for the breaker, so DynamoDB gets a fifth of a second and one try.
circuits = boto3.resource(
    "dynamodb",
    config=Config(connect_timeout=0.2, read_timeout=0.2, retries={"total_max_attempts": 1}),
).Table(os.environ["CIRCUITS_TABLE_NAME"])
# The pinger prolongs and ends the open state. Should it break, ten minutes run out and requests are the probes again.
breaker = Breaker(TableCircuit(circuits, "carrier"), Policy(open_for=600))


@app.get("/rates")
def get_rates() -> Response[dict[str, Any]]:
    """The rates of a parcel, or 503 with Retry-After."""
    return rates(breaker, dict(app.current_event.query_string_parameters or {}))


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """One route."""
    return app.resolve(event, context)
