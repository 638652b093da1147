"""Grant and revoke permissions, and note who asked for it.

Invoked by the back office with `{"action": "grant", "user": "ada", "route": "GET /invoices", "asked_by": "grace"}`.
"""

import os
import re
from datetime import UTC, datetime
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config

USER = re.compile(r"[A-Za-z0-9_-]{1,64}")
ROUTE = re.compile(r"(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|\*) /[A-Za-z0-9._~/*-]*")
CHANGES = {"grant": "ADD routes :route", "revoke": "DELETE routes :route"}

logger = Logger()
tracer = Tracer()
permissions = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=3)).Table(
    os.environ["PERMISSIONS_TABLE_NAME"]
)


class RequestError(ValueError):
    """The back office asked for something that makes no sense; it gets this as the function's error."""


def read(event: dict[str, Any]) -> tuple[str, str, str, str]:
    """Action, user, route and who asked. Raises RequestError, which names the field."""
    action, user = event.get("action"), event.get("user")
    route, asked_by = event.get("route"), event.get("asked_by")
    if action not in CHANGES:
        raise RequestError("action: grant or revoke")
    if not isinstance(user, str) or not USER.fullmatch(user):
        raise RequestError("user: up to 64 letters, digits, _ and -")
    if not isinstance(route, str) or not ROUTE.fullmatch(route):
        raise RequestError("route: a method and a path, such as GET /invoices")
    if not isinstance(asked_by, str) or not asked_by.strip():
        raise RequestError("asked_by: somebody has to answer for it")
    return action, user, route, asked_by.strip()


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """The user's routes after the change. Doing it twice does nothing more."""
    action, user, route, asked_by = read(event)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    changed = permissions.update_item(
        Key={"user": user},
        UpdateExpression=f"{CHANGES[action]} SET changed_at = :at, changed_by = :by, last_change = :what",
        ExpressionAttributeValues={":route": {route}, ":at": at, ":by": asked_by, ":what": f"{action} {route}"},
        ReturnValues="ALL_NEW",
    )
    logger.info("permission changed", action=action, user=user, route=route, asked_by=asked_by)
    return {"user": user, "routes": sorted(changed["Attributes"].get("routes") or ())}
