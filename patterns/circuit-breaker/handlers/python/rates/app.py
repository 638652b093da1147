"""Get shipping rates from a carrier that is not always up, behind a circuit breaker with its state in a cache."""

from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.api_gateway import Response
from aws_lambda_powertools.utilities.typing import LambdaContext
from breaker import Breaker
from cache import connect
from cache_circuit import CacheCircuit
from quotes import rates

logger = Logger()
tracer = Tracer()
app = APIGatewayRestResolver()
# One circuit for each thing that can fail alone.
breaker = Breaker(CacheCircuit(connect("CIRCUIT"), "carrier"))


@app.get("/rates")
def get_rates() -> Response[dict[str, Any]]:
    """The rates of a parcel, or 503 with Retry-After."""
    return rates(breaker, dict(app.current_event.query_string_parameters or {}))


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """One route."""
    return app.resolve(event, context)
