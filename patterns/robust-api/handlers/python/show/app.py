"""Show a booking to the visitor whose it is. A look-up that may read the table and nothing else."""

from typing import Any

import bookings
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.utilities.typing import LambdaContext
from plain import to_json
from visitor import visitor_of

logger = Logger()
tracer = Tracer()
app = APIGatewayHttpResolver(serializer=to_json)


@app.get("/bookings/<number>")
def show(number: str) -> dict[str, Any]:
    """404 for a booking that does not exist and for somebody else's alike."""
    try:
        return bookings.shown(bookings.find(number, visitor_of(app.current_event.raw_event)))
    except bookings.UnknownBookingError as error:
        raise NotFoundError("No such booking.") from error


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """One route."""
    return app.resolve(event, context)
