"""Work on one chunk, and write its result as an object of the job's folder; running twice overwrites it."""

import json
import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from chunks import read
from parts import key_of
from rendering import render

logger = Logger()
tracer = Tracer()
objects = boto3.client("s3", config=Config(connect_timeout=1, read_timeout=10))


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Where the part lies. Knows one chunk, and nothing of the run."""
    chunk = read(event)
    key = key_of(chunk)
    objects.put_object(
        Bucket=os.environ["PARTS_BUCKET_NAME"],
        Key=key,
        Body=json.dumps(render(chunk), sort_keys=True).encode(),
        ContentType="application/json",
    )
    logger.info("done", job=chunk.job, chunk=chunk.number, total=chunk.total)
    return {"job": chunk.job, "chunk": chunk.number, "total": chunk.total, "key": key}
