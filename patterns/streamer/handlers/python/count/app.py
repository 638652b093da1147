"""Count clicks per page and minute, and write one sum for each instead of one item per click.

Lambda may hand over a batch again. The sums of a batch are written under a token made from its records, so that the
same batch counts once within ten minutes; one that was cut in half after an outage may count twice in part. Counting
exactly would cost a write per click.
"""

import base64
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config

MOST_WRITES = 100
"""What one transaction takes (DynamoDB API Reference, TransactWriteItems)."""
KEPT = timedelta(days=7)

logger = Logger()
tracer = Tracer()
# The resource's client takes plain Python values.
dynamodb = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=5)).meta.client

Place = tuple[str, datetime]


def place_of(record: dict[str, Any]) -> Place:
    """Page and minute of a click. Raises ValueError for what is no click."""
    match json.loads(base64.b64decode(record["kinesis"]["data"])):
        case {"page": str(page), "at": str(at)} if page and len(page) <= 1024:
            moment = datetime.fromisoformat(at).astimezone(UTC)
            return page, moment.replace(second=0, microsecond=0)
    raise ValueError("a click needs page and at")


def count(records: Iterable[dict[str, Any]]) -> tuple[Counter[Place], str | None]:
    """The sums up to the first record that is no click, and that record's number."""
    sums: Counter[Place] = Counter()
    for record in records:
        number: str = record["kinesis"]["sequenceNumber"]
        try:
            sums[place_of(record)] += 1
        except ValueError:
            logger.exception("no click", sequence_number=number)
            return sums, number
    return sums, None


def add(place: Place, clicks: int) -> dict[str, Any]:
    """One write of a transaction."""
    page, minute = place
    return {
        "Update": {
            "TableName": os.environ["TOTALS_TABLE_NAME"],
            "Key": {"page": page, "minute": minute.strftime("%Y-%m-%dT%H:%MZ")},
            "UpdateExpression": "ADD clicks :clicks SET expires = :expires",
            "ExpressionAttributeValues": {":clicks": clicks, ":expires": int((minute + KEPT).timestamp())},
        }
    }


def write(sums: Counter[Place], batch: str) -> None:
    """Write all sums; those of one transaction together."""
    writes = [add(place, sums[place]) for place in sorted(sums)]
    for start in range(0, len(writes), MOST_WRITES):
        token = hashlib.sha256(f"{batch}:{start}".encode()).hexdigest()[:36]
        dynamodb.transact_write_items(TransactItems=writes[start : start + MOST_WRITES], ClientRequestToken=token)


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Count, and name the record that is no click: Lambda tries it again and then keeps it in the bucket."""
    records = event["Records"]
    sums, bad = count(records)
    if sums:
        write(sums, f"{records[0]['eventID']}-{sum(sums.values())}")
    logger.info("counted", records=len(records), sums=len(sums))
    return {"batchItemFailures": [] if bad is None else [{"itemIdentifier": bad}]}
