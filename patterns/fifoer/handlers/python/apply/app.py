"""Apply changes of subscriptions in order; at the first that fails, stop with that subscription and give back the rest.

Works behind a FIFO queue, where the message group is the subscription, and behind a stream.
"""

import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from changes import apply
from ordered import work_through

logger = Logger()
tracer = Tracer()
state = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=3)).Table(
    os.environ["STATE_TABLE_NAME"]
)


def apply_one(message: str) -> None:
    """Apply one change, once."""
    if not apply(state, message):
        logger.info("not newer", change=message)


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Name the changes to have again."""
    return work_through(event, apply_one)
