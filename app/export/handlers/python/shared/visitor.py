"""What a request says about its caller, checked."""

import re
from collections.abc import Mapping
from typing import Any

from aws_lambda_powertools.event_handler.exceptions import BadRequestError, UnauthorizedError

KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


def visitor_of(event: Mapping[str, Any]) -> str:
    """The subject of the token that the API has verified. Raises UnauthorizedError if there is none."""
    authorizer = event.get("requestContext", {}).get("authorizer") or {}
    subject = (authorizer.get("jwt") or {}).get("claims", {}).get("sub")
    if not isinstance(subject, str) or not subject:
        raise UnauthorizedError("Nobody is signed in.")
    return subject


def idempotency_key(headers: Mapping[str, Any]) -> str:
    """The client's Idempotency-Key: a client that got a timeout calls again. Raises BadRequestError."""
    key = headers.get("idempotency-key") or headers.get("Idempotency-Key") or ""
    if not KEY.fullmatch(key):
        raise BadRequestError("Send an Idempotency-Key of 8 to 64 letters, digits, _ or -.")
    return str(key)
