"""Be invoked: directly, as a step of a workflow, by an event bus, a schedule, an alarm, or with what failed elsewhere.

Your own logic goes into `logic.py`; its result goes on to what the design draws behind this function.
"""

from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from logic import handle
from targets import hand_on

logger = Logger()
tracer = Tracer()


def message_of(event: Any) -> Any:  # noqa: ANN401 - any JSON
    """The event itself, or what a bus brings in it."""
    return event["detail"] if isinstance(event, dict) and "detail-type" in event and "detail" in event else event


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: Any, _context: LambdaContext) -> Any:  # noqa: ANN401 - whatever comes
    """The result, and what the functions and workflows behind have answered, if it waited for any."""
    result = handle(message_of(event))
    answers = hand_on(result)
    return {"result": result, "answers": answers} if answers else result
