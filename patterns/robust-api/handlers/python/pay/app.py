"""Pay for a booking: charge the card, wait for the outcome and note it, once per idempotency key of the client."""

from typing import Any

import payment
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver
from aws_lambda_powertools.utilities.typing import LambdaContext
from bodies import json_of
from plain import to_json
from visitor import idempotency_key, visitor_of

logger = Logger()
tracer = Tracer()
app = APIGatewayHttpResolver(serializer=to_json)


@app.post("/bookings/<number>/payment")
def pay(number: str) -> dict[str, Any]:
    """The outcome, or an error that says whether trying again makes sense."""
    event = app.current_event
    outcome = payment.pay(number, visitor_of(event.raw_event), idempotency_key(event.headers), json_of(event))
    logger.info("paid", booking=number)
    return outcome


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """One route."""
    payment.config.register_lambda_context(context)
    return app.resolve(event, context)
