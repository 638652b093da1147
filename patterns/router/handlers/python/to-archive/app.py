"""Archive events: one object per kind and hour of each share."""

import hashlib
import json
import os
from datetime import UTC, datetime
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config

logger = Logger()
tracer = Tracer()
objects = boto3.client("s3", config=Config(connect_timeout=1, read_timeout=10))


def place_of(event: dict[str, Any]) -> str:
    """The folder of an event; what says no time lies under `unknown`."""
    kind = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in str(event.get("kind")))
    try:
        hour = datetime.fromisoformat(str(event.get("at"))).astimezone(UTC).strftime("%Y/%m/%d/%H")
    except ValueError:
        hour = "unknown"
    return f"{kind}/{hour}"


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """The name comes from batch and piece, so that a share that comes twice overwrites its own objects."""
    share = hashlib.sha256(f"{event['batch']}#{event['piece']}".encode()).hexdigest()[:20]
    lines: dict[str, list[str]] = {}
    for one in event["events"]:
        lines.setdefault(place_of(one), []).append(json.dumps(one, sort_keys=True))
    for place, texts in sorted(lines.items()):
        objects.put_object(
            Bucket=os.environ["ARCHIVE_BUCKET_NAME"],
            Key=f"{place}/{share}.jsonl",
            Body=("\n".join(texts) + "\n").encode(),
            ContentType="application/x-ndjson",
        )
    logger.info("archived", batch=event["batch"], objects=len(lines))
    return {"objects": len(lines)}
