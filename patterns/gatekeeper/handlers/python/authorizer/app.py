"""Decide who may pass: check the token, look up what its owner may do, and answer with a policy for all of it.

API Gateway keeps the answer and uses it for every route that the same token asks for. So the policy names everything
that the caller may do, not just what was asked for now; otherwise the first call would decide about the next ones.

A token is `Bearer <user>.<secret>`. The table holds the SHA-256 of the secret, so that it can't be read from there.
"""

import hashlib
import hmac
import os
import re
from collections.abc import Iterable
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config

TOKEN = re.compile(r"Bearer ([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{32,128})")
ROUTE = re.compile(r"(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|\*) /([A-Za-z0-9._~/*-]*)")
NOBODY = hashlib.sha256(b"").hexdigest()

logger = Logger()
tracer = Tracer()
permissions = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=2)).Table(
    os.environ["PERMISSIONS_TABLE_NAME"]
)


class UnauthorizedError(Exception):
    """API Gateway answers 401 to a function that fails with exactly this word, and 500 to any other error."""

    def __init__(self) -> None:
        super().__init__("Unauthorized")


def policy(user: str, method_arn: str, routes: Iterable[str], facts: dict[str, str]) -> dict[str, Any]:
    """An IAM policy that allows these routes of the API and nothing else; with none, it denies the whole stage."""
    stage = "/".join(method_arn.split("/")[:2])
    allowed = [f"{stage}/{match[1]}/{match[2]}" for route in sorted(routes) if (match := ROUTE.fullmatch(route))]
    statement = {
        "Action": "execute-api:Invoke",
        "Effect": "Allow" if allowed else "Deny",
        "Resource": allowed or [f"{stage}/*"],
    }
    return {
        "principalId": user,
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
        "context": facts,
    }


def owner_of(token: str | None) -> dict[str, Any]:
    """The item of the token's owner. Raises UnauthorizedError, in the same time for a wrong user and a wrong secret."""
    match = TOKEN.fullmatch(token or "")
    if match is None:
        raise UnauthorizedError
    item: dict[str, Any] = permissions.get_item(Key={"user": match[1]}).get("Item") or {}
    given = hashlib.sha256(match[2].encode()).hexdigest()
    if not hmac.compare_digest(given.encode(), str(item.get("token_sha256", NOBODY)).encode()):
        raise UnauthorizedError
    return item


def token_of(event: dict[str, Any]) -> str | None:
    """The token, from an authorizer event of either type: REQUEST has all headers, TOKEN only this one."""
    headers = event.get("headers") or {}
    found = [value for name, value in headers.items() if name.lower() == "authorization"]
    return found[0] if found else event.get("authorizationToken")


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """If this fails, the API refuses: the gate fails shut."""
    item = owner_of(token_of(event))
    user = str(item["user"])
    facts = {"user": user, "customer": str(item.get("customer", ""))}
    logger.info("known", user=user)
    return policy(user, event["methodArn"], item.get("routes") or (), facts)
