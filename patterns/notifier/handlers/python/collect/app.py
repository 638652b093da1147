"""Collect payments in order, so that no refund is seen before the payment that it belongs to; skip what costs nothing.

Works behind a FIFO queue and behind a stream.
"""

import json
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from ordered import work_through

logger = Logger()
tracer = Tracer()


def collect(message: str) -> None:
    """Collect, or pay back where the amount is negative. Raises ValueError for a record that is neither."""
    record = json.loads(message)
    match record:
        case {"cents": 0}:
            logger.debug("nothing to collect")
        case {"billing": str(billing), "customer": str(customer), "cents": int(cents)}:
            # Your payments go here. Use the billing number as idempotency key: a record may come twice.
            logger.info("collected" if cents > 0 else "paid back", billing=billing, customer=customer, cents=abs(cents))
        case _:
            raise ValueError("a billing record needs billing, customer and cents")


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Name the records to have again."""
    return work_through(event, collect)
