"""Pass events on to the partner, under the partner's names.

If PARTNER_KEY_SECRET_ARN is set, the partner's API key is read from Secrets Manager and sent along.
"""

import os
from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.parameters import get_secret
from aws_lambda_powertools.utilities.typing import LambdaContext
from remote import call

KEY_SECONDS = 300

logger = Logger()
tracer = Tracer()


def headers(key: str) -> dict[str, str]:
    """What goes with the request: the key by which the partner knows a repetition, and ours if there is one."""
    said = {"Idempotency-Key": key}
    if secret := os.environ.get("PARTNER_KEY_SECRET_ARN"):
        said["Authorization"] = f"Bearer {get_secret(secret, max_age=KEY_SECONDS)}"
    return said


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """One request per share."""
    notices = [{"type": one.get("kind"), "payload": one} for one in event["events"]]
    key = f"{event['batch']}#{event['piece']}"
    call("PARTNER", "POST", "/notices", body={"notices": notices}, headers=headers(key), timeout=10)
    logger.info("told", batch=event["batch"], events=len(notices))
    return {"told": len(notices)}
