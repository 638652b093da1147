"""Check a webhook's signature, put the event on the queue, and be done: that is all the provider waits for."""

import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.event_handler import APIGatewayRestResolver
from aws_lambda_powertools.event_handler.api_gateway import Response
from aws_lambda_powertools.event_handler.exceptions import BadRequestError, ServiceError, UnauthorizedError
from aws_lambda_powertools.utilities.typing import LambdaContext
from bodies import json_of
from botocore.config import Config
from signature import HEADER, is_genuine

MOST_BYTES = 1_048_576
"""What a message holds (Amazon SQS Developer Guide, "Amazon SQS message quotas")."""

logger = Logger()
tracer = Tracer()
app = APIGatewayRestResolver()
queue = boto3.client("sqs", config=Config(connect_timeout=1, read_timeout=3))


@app.post("/webhook")
def accept() -> Response[dict[str, Any]]:
    """202 once the event is safe. 401 for a wrong signature, 400 for an event without an id, 413 for one too large."""
    body = app.current_event.decoded_body or ""
    if not is_genuine(body.encode(), app.current_event.headers.get(HEADER)):
        raise UnauthorizedError("The signature does not fit the body.")
    if len(body.encode()) > MOST_BYTES:
        raise ServiceError(413, "An event holds one megabyte at most.")
    identifier = _identifier(json_of(app.current_event))
    # The body goes on as it came, so that nothing is lost that the writer may want one day.
    queue.send_message(QueueUrl=os.environ["EVENTS_QUEUE_URL"], MessageBody=body)
    logger.info("queued", event_id=identifier)
    return Response(202, "application/json", {"id": identifier})


def _identifier(event: Any) -> str:  # noqa: ANN401 - any JSON
    identifier = event.get("id") if isinstance(event, dict) else None
    if not isinstance(identifier, str) or not identifier:
        raise BadRequestError("An event needs an id.")
    return identifier


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """If this fails, the provider gets an error and calls again, as webhook providers do."""
    return app.resolve(event, context)
