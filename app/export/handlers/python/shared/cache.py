"""A Valkey or Redis cache, with timeouts short enough that a dead cache is a detour and not an outage."""

import os
from urllib.parse import urlencode

import boto3
from botocore.model import ServiceId
from botocore.signers import RequestSigner
from redis import Redis
from redis.backoff import NoBackoff
from redis.credentials import CredentialProvider
from redis.retry import Retry

TOKEN_SECONDS = 900
"""How long ElastiCache accepts a token (ElastiCache User Guide, "Authenticating with IAM")."""


class IamToken(CredentialProvider):
    """Log in as a cache user with a presigned request instead of a password."""

    def __init__(self, user: str, cache: str) -> None:
        self._user = user
        query = {"Action": "connect", "User": user, "ResourceType": "ServerlessCache"}
        self._url = f"https://{cache}/?{urlencode(query)}"

    def get_credentials(self) -> tuple[str, str]:
        """The user and a fresh token; the client asks for both whenever it connects."""
        session = boto3.Session()
        signer = RequestSigner(
            ServiceId("elasticache"),
            session.region_name,
            "elasticache",
            "v4",
            session.get_credentials(),
            session.events,
        )
        request = {"method": "GET", "url": self._url, "body": {}, "headers": {}, "context": {}}
        signed = signer.generate_presigned_url(
            request, operation_name="connect", expires_in=TOKEN_SECONDS, region_name=session.region_name
        )
        return self._user, str(signed).removeprefix("https://")


def connect(name: str, *, timeout: float = 0.1) -> Redis:
    """A client for the cache that the environment calls `{NAME}_CACHE_HOST` and `_PORT`; it connects on first use.

    With `{NAME}_CACHE_USER` and `{NAME}_CACHE_NAME` it logs in by IAM. `CACHE_TLS=off` is for a cache on your own
    machine. A command without an answer after `timeout` seconds raises `redis.RedisError`; `{NAME}_TIMEOUT_SECONDS`
    overrides the timeout.
    """
    prefix = f"{name}_CACHE_"
    patience = float(os.environ.get(f"{name}_TIMEOUT_SECONDS", timeout))
    user, cache = os.environ.get(f"{prefix}USER"), os.environ.get(f"{prefix}NAME")
    return Redis(
        host=os.environ[f"{prefix}HOST"],
        port=int(os.environ[f"{prefix}PORT"]),
        ssl=os.environ.get("CACHE_TLS") != "off",
        decode_responses=True,
        socket_timeout=patience,
        socket_connect_timeout=1,
        retry=Retry(NoBackoff(), 1),
        credential_provider=IamToken(user, cache) if user and cache else None,
    )
