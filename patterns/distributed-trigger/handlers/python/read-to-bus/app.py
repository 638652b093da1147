"""Read declined payments out of log lines, and put one event for each on the bus."""

import json
import os
from itertools import islice
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from declines import notices

PER_CALL = 10
"""What PutEvents takes (EventBridge API Reference)."""

logger = Logger()
tracer = Tracer()
bus = boto3.client("events", config=Config(connect_timeout=1, read_timeout=5))


class NotPublishedError(Exception):
    """Some events were refused; all are published again, and subscribers know them by their ids."""


def publish(batch: list[dict[str, Any]]) -> None:
    """Put up to ten events on the bus. Raises NotPublishedError: single entries can fail in a call that succeeds."""
    entries = [
        {
            "EventBusName": os.environ["EVENTS_EVENT_BUS_NAME"],
            "Source": os.environ["EVENTS_EVENT_SOURCE"],
            "DetailType": "PaymentDeclined",
            "Detail": json.dumps(notice),
        }
        for notice in batch
    ]
    answer = bus.put_events(Entries=entries)
    if answer.get("FailedEntryCount"):
        told = zip(batch, answer["Entries"], strict=True)
        raise NotPublishedError(", ".join(notice["id"] for notice, one in told if one.get("ErrorCode")))


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """That is where this service's work ends."""
    found = notices(event)
    published = 0
    while batch := list(islice(found, PER_CALL)):
        publish(batch)
        published += len(batch)
    logger.info("published", events=published)
    return {"published": published}
