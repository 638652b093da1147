"""Work through a queue: what fails comes again, and only that; in a FIFO queue, with all of its group behind it.

Your own logic goes into `logic.py`; its result goes on to what the design draws behind this function.
"""

import json
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from logic import handle
from ordered import work_through
from targets import hand_on

logger = Logger()
tracer = Tracer()


def message_of(body: str) -> Any:  # noqa: ANN401 - any JSON
    """A body as JSON where it is some, else as text."""
    try:
        return json.loads(body)
    except ValueError:
        return body


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: Any, _context: LambdaContext) -> dict[str, Any]:  # noqa: ANN401 - whatever comes
    """Name the messages to have again."""
    return work_through(event, lambda body: hand_on(handle(message_of(body))))
