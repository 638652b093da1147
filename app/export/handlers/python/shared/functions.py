"""Invoking another function and waiting for its answer, with FunctionError told from a result."""

import json
import os
from collections.abc import Mapping
from typing import Any

import boto3
from botocore.config import Config

client = boto3.client(
    "lambda", config=Config(connect_timeout=1, read_timeout=5, retries={"mode": "standard", "max_attempts": 2})
)


class CalledFunctionError(Exception):
    """The function that was called has thrown."""


def ask(name: str, request: Mapping[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """The answer of the function that the environment calls `{NAME}_FUNCTION_NAME`. Raises CalledFunctionError."""
    answer = client.invoke(FunctionName=os.environ[f"{name}_FUNCTION_NAME"], Payload=json.dumps(request).encode())
    payload = json.loads(answer["Payload"].read() or b"null")
    if "FunctionError" in answer:
        told = payload if isinstance(payload, dict) else {}
        raise CalledFunctionError(f"{name.lower()}: {told.get('errorType', 'error')}: {told.get('errorMessage', '')}")
    return payload
