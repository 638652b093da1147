"""An API Gateway Lambda authorizer.

Source: API Gateway Developer Guide, "Use API Gateway Lambda authorizers".
"""

from typing import Literal

from app.model import ArrowProperties, Protocol, Semantics, prop


class AuthorizeProperties(ArrowProperties):
    """What the authorizer sees and how long its answer holds."""

    type: Literal["TOKEN", "REQUEST"] = prop(
        "REQUEST",
        "Whether the authorizer gets one header (TOKEN) or the whole request (REQUEST; HTTP APIs know only this).",
    )
    identity_header: str = prop(
        "Authorization",
        "The header without which the request is refused at once, and by which answers are cached.",
        pattern=r"^[A-Za-z][A-Za-z0-9-]{0,62}$",
    )
    cache_ttl: int = prop(
        300,
        "How long an answer is kept for the same header; 0 switches the cache off.",
        unit="s",
        ge=0,
        le=3600,
        source="API Gateway API Reference, Authorizer: authorizerResultTtlInSeconds",
    )


PROTOCOL = Protocol(
    id="authorize",
    title="Authorizer",
    summary="An API asks a function whether a request may pass.",
    semantics=frozenset({Semantics.SYNC}),
    words={
        Semantics.SYNC: "{source} asks {target} whether the caller may pass, and keeps the answer for a while",
    },
    properties=AuthorizeProperties,
)
