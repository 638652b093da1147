"""Put each changed profile into the cache, as readers want it; what is newer wins."""

from typing import Any

import ready
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from cache import connect
from images import item_of

logger = Logger()
tracer = Tracer()
# Nobody waits for this, so it may be more patient than a reader.
cache = connect("READY", timeout=1)


def refresh(record: dict[str, Any]) -> None:
    """One change. Raises RedisError."""
    item, removed = item_of(record)
    if removed:
        ready.remove(cache, item)
    else:
        ready.put_if_newer(cache, item)


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """In order; at the first failure, name the record to go on from."""
    for record in event["Records"]:
        try:
            refresh(record)
        except Exception:
            number = record["dynamodb"]["SequenceNumber"]
            logger.exception("the stream waits", sequence_number=number)
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}
