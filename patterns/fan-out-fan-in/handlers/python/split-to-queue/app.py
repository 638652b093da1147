"""Cut a run into chunks and queue them, ten per call. A second try queues the same chunks again."""

import json
import os
from itertools import islice
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from chunks import Chunk, cut

PER_CALL = 10
"""What SendMessageBatch takes (Amazon SQS API Reference)."""

logger = Logger()
tracer = Tracer()
queue = boto3.client(
    "sqs", config=Config(connect_timeout=1, read_timeout=5, retries={"mode": "standard", "max_attempts": 5})
)


class NotQueuedError(Exception):
    """Some chunks were refused; the run is tried again, and what was queued twice is worked on twice."""


def send(chunks: list[Chunk]) -> None:
    """Queue up to ten chunks. Raises NotQueuedError: a batch can fail in part and still answer 200."""
    entries = [{"Id": chunk.name, "MessageBody": json.dumps(chunk.said())} for chunk in chunks]
    answer = queue.send_message_batch(QueueUrl=os.environ["CHUNKS_QUEUE_URL"], Entries=entries)
    if failed := answer.get("Failed"):
        raise NotQueuedError(", ".join(sorted(entry["Id"] for entry in failed)))


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Queue and end; the queue's depth shows how far the run is."""
    chunks = cut(event)
    queued = 0
    while batch := list(islice(chunks, PER_CALL)):
        send(batch)
        queued += len(batch)
    logger.info("queued", job=event["job"], chunks=queued)
    return {"job": event["job"], "chunks": queued}
