"""Remove old reports: work out which entries a change touches, and make them old."""

import json
from typing import Any

import reports
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.data_classes import SNSEvent
from aws_lambda_powertools.utilities.typing import LambdaContext
from cache import connect

logger = Logger()
tracer = Tracer()
# Nobody waits for this, so it may be more patient than a reader.
cache = connect("REPORTS", timeout=1)


class ChangeError(ValueError):
    """The notice does not say what changed."""


def place_of(message: str) -> tuple[str, str]:
    """Shop and day of a sale. Raises ChangeError."""
    match json.loads(message):
        case {"shop": str(shop), "day": str(day)} if shop and day:
            return shop, day
    raise ChangeError("a change needs shop and day")


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> None:
    """What fails is tried again and then kept; meanwhile the time to live bounds how old a report can be."""
    for record in SNSEvent(event).records:
        shop, day = place_of(record.sns.message)
        reports.invalidate(cache, shop, day)
        logger.info("reports removed", shop=shop, day=day)
