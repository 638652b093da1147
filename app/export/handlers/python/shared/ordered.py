"""Working through records in order: at the first that fails, stop with its group and ask for the rest again.

Sources: Lambda Developer Guide, "Reporting batch item failures for Lambda functions with Amazon SQS triggers" (for FIFO
queues: stop after the first failure and return all failed and unprocessed messages) and the same for Kinesis and
DynamoDB (Lambda goes on from the lowest number returned).
"""

import base64
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools import Logger
from envelope import unwrapped

logger = Logger(child=True)


def work_through(event: dict[str, Any], work: Callable[[str], object]) -> dict[str, Any]:
    """Do the work for each record in order, and return what Lambda wants to know of those that failed."""
    records: list[dict[str, Any]] = event["Records"]
    if records and records[0]["eventSource"] == "aws:kinesis":
        return _stream(records, work)
    return _queue(records, work)


def _queue(records: list[dict[str, Any]], work: Callable[[str], object]) -> dict[str, Any]:
    held: set[str] = set()
    again: list[dict[str, str]] = []
    for record in records:
        # In a standard queue a group is no more than a hint (fair queues), and every message stands for itself.
        fifo = record["eventSourceARN"].endswith(".fifo")
        group = record["attributes"]["MessageGroupId"] if fifo else record["messageId"]
        if group not in held:
            try:
                work(unwrapped(record["body"]))
                continue
            except Exception:
                logger.exception("failed; its group waits", group=group, message_id=record["messageId"])
                held.add(group)
        again.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": again}


def _stream(records: list[dict[str, Any]], work: Callable[[str], object]) -> dict[str, Any]:
    for record in records:
        number = record["kinesis"]["sequenceNumber"]
        try:
            work(base64.b64decode(record["kinesis"]["data"]).decode())
        except Exception:
            logger.exception("failed; the shard waits", sequence_number=number)
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}
