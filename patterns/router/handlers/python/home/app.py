"""Handle a claim about homes: open it in this task's own table, once per claim number."""

import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from claims import claims_of, needed, open_once

FIELDS = ("policy", "address")

logger = Logger()
tracer = Tracer()
table = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=3)).Table(
    os.environ["HOME_TABLE_TABLE_NAME"]
)


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """Raises ClaimError for what can't be handled, so that it is kept and not lost."""
    opened = []
    for claim in claims_of(event):
        if open_once(table, claim, needed(claim, *FIELDS)):
            opened.append(claim["claim"])
        else:
            logger.info("open already", claim=claim["claim"])
    logger.info("claims opened", claims=opened)
    return {"opened": opened}
