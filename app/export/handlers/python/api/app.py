"""Answer HTTP requests, behind an HTTP API, a REST API, or at the function's own address.

Your own logic goes into `logic.py`; its result is the answer, and goes on to what the design draws behind the function.
"""

import base64
import json
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from logic import handle
from targets import hand_on

logger = Logger()
tracer = Tracer()


class BodyError(ValueError):
    """The body is no JSON, though it says so."""


def message_of(event: dict[str, Any]) -> dict[str, Any]:
    """Method, path, parameters, query and body, the same for both versions of the event. Raises BodyError."""
    said = event["requestContext"]
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    body: Any = event.get("body")
    if body and event.get("isBase64Encoded"):
        body = base64.b64decode(body).decode("utf-8", "replace")
    if body and "json" in headers.get("content-type", "application/json"):
        try:
            body = json.loads(body)
        except ValueError as error:
            raise BodyError from error
    return {
        "method": said["http"]["method"] if "http" in said else event["httpMethod"],
        "path": event.get("rawPath") or event.get("path"),
        "parameters": event.get("pathParameters") or {},
        "query": event.get("queryStringParameters") or {},
        "body": body,
    }


def answer(status: int, body: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """A response in JSON."""
    headers = {"Content-Type": "application/json"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(body, default=str)}


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """200 with the result; 400 for a body that can't be read, 500 for what fails, with no word of why to the caller."""
    try:
        result = handle(message_of(event))
        answers = hand_on(result)
    except BodyError:
        return answer(400, {"message": "The body is no JSON."})
    except Exception:
        logger.exception("failed")
        return answer(500, {"message": "Something went wrong."})
    return answer(200, {"result": result, "answers": answers} if answers else result)
