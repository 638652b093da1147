"""Receive log lines. They come packed, several at once.

Your own logic goes into `logic.py`; its result goes on to what the design draws behind this function.
"""

import base64
import gzip
import json
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from logic import handle
from targets import hand_on

logger = Logger()
tracer = Tracer()


def lines_of(event: dict[str, Any]) -> list[dict[str, Any]]:
    """The log events, each with id, timestamp and message; none in a control message."""
    data = json.loads(gzip.decompress(base64.b64decode(event["awslogs"]["data"])))
    lines: list[dict[str, Any]] = data["logEvents"] if data["messageType"] == "DATA_MESSAGE" else []
    return lines


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: Any, _context: LambdaContext) -> None:  # noqa: ANN401 - whatever comes
    """What fails is tried again by Lambda and then kept."""
    for line in lines_of(event):
        hand_on(handle(line))
