"""Look up today's rates, and add the one for the wanted duration to the request."""

import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config

logger = Logger()
tracer = Tracer()
rates = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=2)).Table(
    os.environ["RATES_TABLE_NAME"]
)


class NoRateError(LookupError):
    """There is no rate for this duration."""


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """The request with its yearly rate in hundredths of a per cent. Raises NoRateError."""
    months = event.get("months")
    item = rates.get_item(Key={"pk": f"rate#{months}"}).get("Item")
    if item is None:
        raise NoRateError(f"{months} months")
    return event | {"basis_points": int(item["basis_points"])}
