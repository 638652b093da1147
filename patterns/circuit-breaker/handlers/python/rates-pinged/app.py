"""Get shipping rates from a carrier that is not always up; a pinger closes the circuit that callers open."""

from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.api_gateway import Response
from aws_lambda_powertools.utilities.typing import LambdaContext
from breaker import Breaker, Policy
from quotes import rates
from table_circuit import TableCircuit, circuit_table

logger = Logger()
tracer = Tracer()
app = APIGatewayHttpResolver()
# The pinger prolongs and ends the open state. Should it break, ten minutes run out and requests are the probes again.
breaker = Breaker(TableCircuit(circuit_table("CIRCUITS"), "carrier"), Policy(open_for=600))


@app.get("/rates")
def get_rates() -> Response[dict[str, Any]]:
    """The rates of a parcel, or 503 with Retry-After."""
    return rates(breaker, dict(app.current_event.query_string_parameters or {}))


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """One route."""
    return app.resolve(event, context)
