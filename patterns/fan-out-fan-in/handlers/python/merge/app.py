"""List the job's folder at each new part, and merge it if nothing is missing, once."""

import os
from typing import Any
from urllib.parse import unquote_plus

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.data_classes import S3Event
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from parts import keys_of, merge, place_of

logger = Logger()
tracer = Tracer()
objects = boto3.client("s3", config=Config(connect_timeout=1, read_timeout=20))


def look_at(key: str) -> None:
    """Merge the job of this part if all its parts are there. Another copy may do the same; one of them writes."""
    job, total = place_of(key)
    source = os.environ["PARTS_BUCKET_NAME"]
    keys = keys_of(objects, source, job, total)
    if len(keys) < total:
        return
    if merge(objects, source, keys, os.environ["ARCHIVE_BUCKET_NAME"], job):
        logger.info("job complete", job=job, parts=len(keys))


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> None:
    """Most of the time some parts are missing, and nothing happens."""
    for record in S3Event(event).records:
        look_at(unquote_plus(record.s3.get_object.key))
