"""Book seats: hold them all or none, and have a confirmation sent without waiting for it."""

from typing import Any

import seats
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.api_gateway import Response
from aws_lambda_powertools.utilities.typing import LambdaContext
from bodies import json_of
from plain import to_json
from visitor import idempotency_key, visitor_of

logger = Logger()
tracer = Tracer()
app = APIGatewayHttpResolver(serializer=to_json)


@app.post("/bookings")
def book() -> Response[dict[str, Any]]:
    """201 with the booking; the same again for the same Idempotency-Key. 409 if a seat is taken."""
    event = app.current_event
    booking = seats.book(visitor_of(event.raw_event), idempotency_key(event.headers), json_of(event))
    logger.info("held", booking=booking["booking"])
    return Response(201, "application/json", booking)


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """One route."""
    return app.resolve(event, context)
