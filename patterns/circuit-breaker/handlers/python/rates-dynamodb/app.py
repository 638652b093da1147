"""Get shipping rates from a carrier that is not always up, behind a circuit breaker with its state in DynamoDB."""

from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.api_gateway import Response
from aws_lambda_powertools.utilities.typing import LambdaContext
from breaker import Breaker
from quotes import rates
from table_circuit import TableCircuit, circuit_table

logger = Logger()
tracer = Tracer()
app = APIGatewayHttpResolver()
# One circuit for each thing that can fail alone.
breaker = Breaker(TableCircuit(circuit_table("CIRCUITS"), "carrier"))


@app.get("/rates")
def get_rates() -> Response[dict[str, Any]]:
    """The rates of a parcel, or 503 with Retry-After."""
    return rates(breaker, dict(app.current_event.query_string_parameters or {}))


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """One route."""
    return app.resolve(event, context)
