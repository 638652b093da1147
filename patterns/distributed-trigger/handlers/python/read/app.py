"""Read declined payments out of log lines, and publish one notice for each on the service's own topic.

Lines come packed, several at once. Never let this function write into the log group that triggers it.
"""

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
"""What PublishBatch takes (Amazon SNS API Reference)."""

logger = Logger()
tracer = Tracer()
topic = boto3.client("sns", config=Config(connect_timeout=1, read_timeout=5))


class NotPublishedError(Exception):
    """Some notices were refused; all are published again, and subscribers know them by their ids."""


def attributes(notice: dict[str, Any]) -> dict[str, dict[str, str]]:
    """What subscribers can filter by: the kind of notice, and the risk where the log tells one."""
    told = {"type": "PaymentDeclined"} | ({"risk": str(notice["risk"])} if notice.get("risk") else {})
    return {name: {"DataType": "String", "StringValue": value} for name, value in told.items()}


def publish(batch: list[dict[str, Any]]) -> None:
    """Publish up to ten notices. Raises NotPublishedError: a batch can fail in part and still answer 200."""
    entries = [
        {
            "Id": str(index),
            "Message": json.dumps(notice),
            "MessageAttributes": attributes(notice),
        }
        for index, notice in enumerate(batch)
    ]
    answer = topic.publish_batch(TopicArn=os.environ["DECLINES_TOPIC_ARN"], PublishBatchRequestEntries=entries)
    if failed := answer.get("Failed"):
        raise NotPublishedError(", ".join(batch[int(entry["Id"])]["id"] for entry in failed))


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """That is where this service's work ends."""
    found = notices(event)
    published = 0
    while batch := list(islice(found, PER_CALL)):
        publish(batch)
        published += len(batch)
    logger.info("published", notices=published)
    return {"published": published}
