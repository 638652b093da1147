"""The booking application with all its routes in one function: a lambdalith."""

from typing import Any

import bookings
import payment
import seats
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.event_handler.api_gateway import Response
from aws_lambda_powertools.event_handler.exceptions import NotFoundError
from aws_lambda_powertools.utilities.typing import LambdaContext
from bodies import json_of
from plain import to_json
from visitor import idempotency_key, visitor_of

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


@app.post("/bookings")
def book() -> Response[dict[str, Any]]:
    """201 with the booking; the same again for the same Idempotency-Key."""
    event = app.current_event
    booking = seats.book(visitor_of(event.raw_event), idempotency_key(event.headers), json_of(event))
    return Response(201, "application/json", booking)


@app.post("/bookings/<number>/payment")
def pay(number: str) -> dict[str, Any]:
    """The outcome, or an error that says whether trying again makes sense."""
    event = app.current_event
    return payment.pay(number, visitor_of(event.raw_event), idempotency_key(event.headers), json_of(event))


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Every route of the API arrives here."""
    payment.config.register_lambda_context(context)
    return app.resolve(event, context)
