"""Cancel a trip's room: undoes the second step of the saga. Harmless if there is nothing to cancel."""

from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from functions import ask
from trip import trip_of

logger = Logger()
tracer = Tracer()


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """The trip, without a room. The trip's number makes a second cancellation the same as the first."""
    trip = trip_of(event)
    ask("HOTELS", {"action": "cancel", "trip": trip})
    logger.info("room cancelled", trip=trip)
    return event | {"room": "cancelled"}
