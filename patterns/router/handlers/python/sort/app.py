"""Sort claims: read the kind, and hand each to the one task that handles it. An unknown kind is an error.

A new kind is one more entry in TASKS and one more arrow in the design.
"""

import json
import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config

TASKS = {"car": "MOTOR", "home": "HOME", "travel": "TRAVEL"}

logger = Logger()
tracer = Tracer()
functions = boto3.client("lambda", config=Config(connect_timeout=1, read_timeout=3))


class UnsortedError(ValueError):
    """No task handles this. Raised, so that the failure target has the claim and a person hears of it."""


def task_for(claim: dict[str, Any]) -> str:
    """The name of the function that handles the claim. Raises UnsortedError."""
    if not isinstance(claim.get("claim"), str) or not claim["claim"]:
        raise UnsortedError("claim: its number")
    task = TASKS.get(str(claim.get("kind")))
    if task is None:
        raise UnsortedError(f"kind: {claim.get('kind')!r} is none of {', '.join(sorted(TASKS))}")
    return os.environ[f"{task}_FUNCTION_NAME"]


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Hand on and end; nobody waits for the task, which knows the claim's number and works once."""
    function = task_for(event)
    functions.invoke(FunctionName=function, InvocationType="Event", Payload=json.dumps(event).encode())
    logger.info("handed on", claim=event["claim"], kind=event["kind"], function=function)
    return {"claim": event["claim"], "task": function}
