"""Reserve stock for an order, once per order number: all lines or none.

A step of the workflow. It gets the order and gives it back, so that the next step has it too.
"""

from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from stock import read, reserve

logger = Logger()
tracer = Tracer()


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """The order, reserved. Raises OutOfStockError, which no retry cures, so the workflow should not try again."""
    order, lines = read(event)
    new = reserve(order, lines)
    logger.info("reserved" if new else "reserved before", order=order)
    return event | {"reserved": True}
