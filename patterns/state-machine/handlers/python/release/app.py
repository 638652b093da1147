"""Put an order's goods back and mark it as cancelled: what undoes the reservation when the payment has failed.

Harmless if there is nothing to undo, and it undoes once however often it runs.
"""

from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from stock import order_of, release

logger = Logger()
tracer = Tracer()


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """The order, cancelled."""
    order = order_of(event)
    new = release(order)
    logger.info("released" if new else "nothing to release", order=order)
    return event | {"cancelled": True}
