"""Charge the card, with the order's number as idempotency key, so that a retry can't charge twice."""

from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from remote import RefusedError, call

logger = Logger()
tracer = Tracer()


class PaymentDeclinedError(Exception):
    """The provider refuses. No retry changes that; the workflow gives the goods back."""


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """The order with its payment. Raises PaymentDeclinedError, or RemoteError, which the workflow tries again."""
    match event:
        case {"order": str(order), "cents": int(cents)} if order and cents > 0:
            pass
        case _:
            raise ValueError("a payment needs order and cents")
    try:
        answer = call(
            "PAYMENTS",
            "POST",
            "/charges",
            body={"order": order, "cents": cents, "card": event.get("card")},
            headers={"Idempotency-Key": order},
            timeout=10,
        )
    except RefusedError as error:
        raise PaymentDeclinedError(order) from error
    logger.info("charged", order=order, cents=cents)
    return event | {"payment": (answer or {}).get("id")}
