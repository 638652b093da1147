"""Check credit: ask the agency, and add its score to the request."""

from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from remote import RemoteError, call

logger = Logger()
tracer = Tracer()


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """The request with its score, 0 to 1000. Raises RemoteError, which the workflow may try again."""
    customer = event.get("customer")
    if not isinstance(customer, str) or not customer:
        raise ValueError("a score needs a customer")
    answer = call("AGENCY", "POST", "/scores", body={"customer": customer}, timeout=8)
    score = answer.get("score") if isinstance(answer, dict) else None
    if not isinstance(score, int) or not 0 <= score <= 1000:
        raise RemoteError("no score from 0 to 1000")
    return event | {"score": score}
