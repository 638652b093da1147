"""Pass a subscriber's address on to the mail service."""

import json
import os
import re
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config

# Whether an address exists only a mail to it can tell; this keeps out what is none.
ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s.]+(\.[^@\s.]+)+")

logger = Logger()
tracer = Tracer()
mail = boto3.client("sqs", config=Config(connect_timeout=1, read_timeout=3))


class AddressError(ValueError):
    """What came is no address."""


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """The mail service asks the owner of the address, and ignores one that it has."""
    address = event.get("email")
    if not isinstance(address, str) or len(address) > 254 or not ADDRESS.fullmatch(address):
        raise AddressError("email: an address")
    notice = json.dumps({"type": "subscription-wanted", "email": address})
    mail.send_message(QueueUrl=os.environ["MAIL_QUEUE_URL"], MessageBody=notice)
    # An address is nobody's business, least of all a log's.
    logger.info("passed on")
    return {"passed_on": True}
