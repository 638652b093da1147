"""An API Gateway HTTP API, AWS's default for new APIs.

Compared with a REST API it lacks what some patterns need (caching, keys, request validation, WAF, asynchronous
invocation), so its ports reach fewer kinds.
"""

from typing import Literal, Self

from pydantic import model_validator

from app.kinds.ports import ASYNC, BOTH, ERROR, OURS, SYNC, RouteProperties, SendingProperties, arrives, leaves
from app.model import Family, Kind, Properties, contradiction, prop


class HttpApiProperties(Properties):
    """Timeout, throttling and authorization of an HTTP API."""

    timeout: int = prop(
        30,
        "How long the API waits for its integration.",
        unit="s",
        ge=1,
        le=30,
        source="API Gateway Developer Guide, Quotas for configuring and running an HTTP API in API Gateway",
    )
    throttle_rate: int = prop(
        10_000,
        "How many requests per second the stage lets through in the long run.",
        unit="requests/s",
        ge=1,
        le=10_000_000,
        source=OURS,
    )
    throttle_burst: int = prop(
        5_000,
        "How many requests the stage lets through at one moment.",
        unit="requests",
        ge=1,
        le=10_000_000,
        source=OURS,
    )
    authorization: Literal["none", "iam", "jwt"] = prop("none", "Who may call where no authorizer is drawn.")
    jwt_issuer: str | None = prop(
        None,
        "The identity provider whose tokens are accepted, as its https address.",
        pattern=r"^https://[^\s]{1,2000}$",
        max_length=2_008,
    )
    jwt_audience: tuple[str, ...] = prop((), "The audiences that a token may be made out to.", max_length=50)

    @model_validator(mode="after")
    def _jwt_has_an_issuer(self) -> Self:
        if self.authorization == "jwt" and self.jwt_issuer is None:
            raise contradiction("authorization", "jwt needs to know whose tokens are good: set jwt_issuer as well")
        for key in ("jwt_issuer", "jwt_audience"):
            if self.authorization != "jwt" and getattr(self, key):
                raise contradiction(key, f"it has no effect unless authorization is jwt, not {self.authorization}")
        return self

    def telling(self) -> tuple[str, ...]:
        """Who may call, where not everybody may."""
        return () if self.authorization == "none" else (self.authorization.upper(),)


KIND = Kind(
    id="http-api",
    title="HTTP API",
    family=Family.API,
    aws_service="Amazon API Gateway",
    summary="API Gateway's leaner API: cheaper and quicker than a REST API, with native JWT authorization.",
    notes=(
        "The integration timeout is at most 30 seconds and cannot be raised.",
        "It has no caching, API keys, usage plans, request validation or WAF; take a REST API for those.",
        "It can't invoke a function asynchronously, but writes to SQS, Kinesis and EventBridge itself.",
        "A request or an answer holds up to 10 MB.",
    ),
    icon="architecture-service/AmazonAPIGateway",
    glyph="API",
    properties=HttpApiProperties,
    ports=(
        arrives("requests", "http", BOTH, "The API answers an HTTP request.", actions=("execute-api:Invoke",)),
        arrives("refusals", "refusal", ERROR, "The API gets an error from its integration and passes it on."),
        leaves("authorizes", "authorize", SYNC, "The API asks a function whether the caller may pass."),
        leaves("invokes", "invoke", SYNC, "The API hands the request to a function.", properties=RouteProperties),
        leaves(
            "proxies", "http", SYNC, "The API passes the request on to an HTTP backend.", properties=RouteProperties
        ),
        leaves(
            "sends",
            "message",
            ASYNC,
            "The API puts the request on a channel, with no function between.",
            peers=("queue", "stream", "event-bus"),
            properties=SendingProperties,
        ),
        leaves(
            "starts", "start", BOTH, "The API starts a workflow, with no function between.", properties=RouteProperties
        ),
        leaves("refuses", "refusal", ERROR, "The API answers the caller with an error."),
        leaves("metrics", "metric", ASYNC, "The API reports a metric to an alarm."),
    ),
)
