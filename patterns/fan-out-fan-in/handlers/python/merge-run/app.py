"""Merge a run: the workflow calls this once, with what all its workers have returned."""

import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from parts import merge

logger = Logger()
tracer = Tracer()
objects = boto3.client("s3", config=Config(connect_timeout=1, read_timeout=20))


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: list[dict[str, Any]], _context: LambdaContext) -> dict[str, Any]:
    """Where the merged run lies. Raises ValueError if parts are missing or of several jobs."""
    jobs = {part["job"] for part in event}
    totals = {int(part["total"]) for part in event}
    keys = sorted({str(part["key"]) for part in event})
    if len(jobs) != 1 or totals != {len(keys)}:
        raise ValueError("a run is all parts of one job")
    (job,) = jobs
    bucket = os.environ["ARCHIVE_BUCKET_NAME"]
    merge(objects, bucket, keys, bucket, job)
    logger.info("job complete", job=job, parts=len(keys))
    return {"job": job, "parts": len(keys), "key": f"runs/{job}.json"}
