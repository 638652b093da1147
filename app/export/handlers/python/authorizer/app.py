"""Decide who may pass. Until `may_pass` says otherwise, nobody may.

The answer is kept and used for every route that the same token asks for, so it speaks of the whole stage.
"""

from typing import Any

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext

logger = Logger()
tracer = Tracer()


def may_pass(token: str) -> str | None:
    """YOUR LOGIC GOES HERE. Check the token, and give back who it belongs to, or None if it is not good.

    Compare secrets with `hmac.compare_digest`, and read keys from Secrets Manager.
    """
    del token
    return None


def token_of(event: dict[str, Any]) -> str:
    """The token, from any kind of authorizer event."""
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    return str(headers.get("authorization") or event.get("authorizationToken") or "")


def policy(user: str, arn: str, *, allow: bool) -> dict[str, Any]:
    """An IAM policy for all routes of the stage."""
    statement = {
        "Action": "execute-api:Invoke",
        "Effect": "Allow" if allow else "Deny",
        "Resource": "/".join(arn.split("/")[:2]) + "/*",
    }
    return {
        "principalId": user,
        "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
        "context": {"user": user},
    }


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """If this fails, the API refuses: the gate fails shut."""
    user = may_pass(token_of(event))
    return policy(user or "nobody", event.get("methodArn") or event["routeArn"], allow=user is not None)
