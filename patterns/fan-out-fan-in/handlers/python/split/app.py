"""Cut a run into chunks and hand each to a worker, asynchronously. A second try hands out the same chunks again."""

import json
import os
from itertools import cycle
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from chunks import cut

logger = Logger()
tracer = Tracer()
functions = boto3.client(
    "lambda", config=Config(connect_timeout=1, read_timeout=5, retries={"mode": "standard", "max_attempts": 5})
)


def workers() -> list[str]:
    """The workers that the environment names, `WORKER_FUNCTION_NAME` or `WORKER_1_FUNCTION_NAME` and so on.

    Raises LookupError if there is none.
    """
    names = [name for name in os.environ if name.startswith("WORKER") and name.endswith("_FUNCTION_NAME")]
    if not names:
        raise LookupError("the environment names no worker")
    return [os.environ[name] for name in sorted(names)]


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Hand out and end; Lambda starts as many workers as it may and keeps the rest waiting."""
    handed_out = 0
    for chunk, worker in zip(cut(event), cycle(workers()), strict=False):
        payload = json.dumps(chunk.said()).encode()
        functions.invoke(FunctionName=worker, InvocationType="Event", Payload=payload)
        handed_out += 1
    logger.info("handed out", job=event["job"], chunks=handed_out)
    return {"job": event["job"], "chunks": handed_out}
