"""Turn changes of rows into events that others understand, in order, and stop at the first that can't be published."""

import json
import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from images import item_of
from plain import plain

PER_CALL = 10
"""What PutEvents takes (EventBridge API Reference)."""

logger = Logger()
tracer = Tracer()
bus = boto3.client("events", config=Config(connect_timeout=1, read_timeout=5))


def entry(record: dict[str, Any]) -> dict[str, Any]:
    """The event of a change. `last_updated` goes along, since a bus does not keep the order."""
    item, removed = item_of(record)
    kind = "OrderPlaced" if record["eventName"] == "INSERT" else "OrderChanged"
    detail = item | ({"deleted": True} if removed else {})
    return {
        "EventBusName": os.environ["EVENTS_EVENT_BUS_NAME"],
        "Source": os.environ["EVENTS_EVENT_SOURCE"],
        "DetailType": kind,
        "Detail": json.dumps(detail, default=plain),
    }


def publish(records: list[dict[str, Any]]) -> int | None:
    """Publish up to ten changes; the place of the first that was refused, or None. A good call may hold some."""
    answer = bus.put_events(Entries=[entry(record) for record in records])
    if not answer.get("FailedEntryCount"):
        return None
    refused = [index for index, one in enumerate(answer["Entries"]) if one.get("ErrorCode")]
    logger.error("refused", reasons=sorted({answer["Entries"][index]["ErrorCode"] for index in refused}))
    return refused[0]


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Name the change to go on from; what follows it may be published twice, and subscribers compare versions."""
    records = event["Records"]
    for start in range(0, len(records), PER_CALL):
        try:
            refused = publish(records[start : start + PER_CALL])
        except Exception:
            logger.exception("the stream waits")
            refused = 0
        if refused is not None:
            number = records[start + refused]["dynamodb"]["SequenceNumber"]
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}
