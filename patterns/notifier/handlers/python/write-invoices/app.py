"""Write an invoice for each billing record, in the order in which they happened for each customer.

Works behind a FIFO queue and behind a stream: both hand over again, in order, from the first record that failed.
"""

import json
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from ordered import work_through

logger = Logger()
tracer = Tracer()


def write_invoice(message: str) -> None:
    """Write one invoice. Raises ValueError for a record that can't be invoiced."""
    record = json.loads(message)
    match record:
        case {"billing": str(billing), "customer": str(customer), "cents": int(cents)} if cents >= 0:
            # Your invoicing goes here. Use the billing number as the invoice's key: a record may come twice.
            logger.info("invoice written", billing=billing, customer=customer, cents=cents)
        case _:
            raise ValueError("a billing record needs billing, customer and cents")


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Name the records to have again."""
    return work_through(event, write_invoice)
