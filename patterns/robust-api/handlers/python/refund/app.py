"""Ask the payment provider to pay back, with the booking's number as idempotency key."""

from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from remote import call

logger = Logger()
tracer = Tracer()


class RefundError(ValueError):
    """What came is no refund."""


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Lambda tries it twice more if it raises; the key makes that one refund."""
    match event:
        case {"booking": str(booking), "cents": int(cents)} if booking and cents > 0:
            pass
        case _:
            raise RefundError("a refund needs booking and cents")
    call(
        "PAYMENTS",
        "POST",
        "/refunds",
        body={"booking": booking, "cents": cents},
        headers={"Idempotency-Key": f"refund-{booking}"},
        timeout=10,
    )
    logger.info("refunded", booking=booking, cents=cents)
    return {"booking": booking}
