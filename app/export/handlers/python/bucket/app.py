"""Hear of a bucket's objects.

Your own logic goes into `logic.py`; its result goes on to what the design draws behind this function.
"""

from typing import Any
from urllib.parse import unquote_plus

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from logic import handle
from targets import hand_on

logger = Logger()
tracer = Tracer()


def message_of(record: dict[str, Any]) -> dict[str, Any]:
    """What happened to which object. Keys come as they stand in an address: a space is a plus."""
    told = record["s3"]
    return {
        "event": record["eventName"],
        "bucket": told["bucket"]["name"],
        "key": unquote_plus(told["object"]["key"]),
        "size": told["object"].get("size"),
    }


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: Any, _context: LambdaContext) -> None:  # noqa: ANN401 - whatever comes
    """What fails is tried again by Lambda and then kept."""
    for record in event["Records"]:
        hand_on(handle(message_of(record)))
