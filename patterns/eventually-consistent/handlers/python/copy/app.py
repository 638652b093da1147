"""Follow the orders' stream and copy what is newer; set aside what no retry can cure, and stop at an outage.

An outage and a bad record are told apart: during an outage the stream waits and keeps the order; a bad record goes to a
queue, so that it holds up nobody.
"""

import json
import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from database import Database
from images import item_of
from orders_copy import BadRowError, row_of, upsert

logger = Logger()
tracer = Tracer()
reporting = Database("REPORTING")
queue = boto3.client("sqs", config=Config(connect_timeout=1, read_timeout=3))


def copy(record: dict[str, Any]) -> None:
    """Copy one change. Raises BadRowError for a record that is bad, anything else for an outage."""
    try:
        item, removed = item_of(record)
    except (KeyError, TypeError, ValueError) as error:
        raise BadRowError(f"no image: {error}") from error
    row = row_of(item, removed=removed)
    with reporting.transaction() as connection:
        new = upsert(connection, row)
    logger.info("copied" if new else "not newer", order=row["order"], last_updated=row["last_updated"])


def set_aside(record: dict[str, Any], error: Exception) -> None:
    """Put a bad record on the queue, as it is and with the reason."""
    logger.error("set aside", reason=str(error), event_id=record.get("eventID"))
    body = json.dumps({"reason": str(error), "record": record})
    queue.send_message(QueueUrl=os.environ["FAILED_QUEUE_URL"], MessageBody=body)


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """In order. At an outage, name the record to go on from; Lambda tries until it works or the record is too old."""
    for record in event["Records"]:
        try:
            try:
                copy(record)
            except BadRowError as error:
                set_aside(record, error)
        except Exception:
            number = record["dynamodb"]["SequenceNumber"]
            logger.exception("the stream waits", sequence_number=number)
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}
