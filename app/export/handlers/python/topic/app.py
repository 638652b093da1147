"""Receive a topic's messages.

Your own logic goes into `logic.py`; its result goes on to what the design draws behind this function.
"""

import json
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from logic import handle
from targets import hand_on

logger = Logger()
tracer = Tracer()


def message_of(record: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """The message as JSON where it is some, else as text."""
    text = record["Sns"]["Message"]
    try:
        return json.loads(text)
    except ValueError:
        return text


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: Any, _context: LambdaContext) -> None:  # noqa: ANN401 - whatever comes
    """What fails is tried again by Lambda and then kept."""
    for record in event["Records"]:
        hand_on(handle(message_of(record)))
