"""Ping the carrier once a minute: ask for one real rate, and write down what comes of it.

Callers open the circuit; the pinger closes it after two good answers in a row, and prolongs the open state while the
carrier is down. A ping that finds it down has done its work and is no failure.
"""

import os
import time
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from quotes import ask
from remote import RefusedError, RemoteError
from table_pings import Pings

PROBE = {"postcode": "10115", "grams": 1000}
"""A health page can be green while rates fail, so this is a request that customers make."""

logger = Logger()
tracer = Tracer()
circuits = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=2)).Table(
    os.environ["CIRCUITS_TABLE_NAME"]
)
pings = Pings(circuits, "carrier")


def is_well() -> bool:
    """Whether the carrier answers a real question with at least one rate."""
    try:
        rates = ask(PROBE)
        return isinstance(rates, list) and bool(rates)
    except (RemoteError, RefusedError) as error:
        logger.warning("still down", reason=repr(error))
        return False


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(_event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """What the carrier said, and whether that closed the circuit."""
    well = is_well()
    closed = pings.good() if well else pings.bad(time.time())
    if well and closed:
        logger.info("circuit closed")
    return {"well": well, "closed": well and closed}
