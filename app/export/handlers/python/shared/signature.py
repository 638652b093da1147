"""Signatures of webhooks: HMAC-SHA256 over the raw body, with a secret that the provider and we share."""

import hashlib
import hmac
import os

from aws_lambda_powertools.utilities.parameters import get_secret

HEADER = "X-Signature"
SECRET_SECONDS = 300
"""How long an instance keeps the secret; a rotated one is in use everywhere after this."""


def sign(body: bytes, secret: str) -> str:
    """The header's value for a body: `sha256=` and 64 hexadecimal digits."""
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def is_genuine(body: bytes, signature: str | None) -> bool:
    """Whether the provider signed exactly these bytes. Takes the same time wherever the signatures differ."""
    if not signature:
        return False
    secret = get_secret(os.environ["SIGNING_SECRET_ARN"], max_age=SECRET_SECONDS)
    return hmac.compare_digest(sign(body, str(secret)).encode(), signature.encode())
