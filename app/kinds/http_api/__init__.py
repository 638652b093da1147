"""HTTP API: An API Gateway HTTP API: cheaper and quicker than a REST API, with native JWT authorization and fewer features."""

from typing import Literal

from app.kinds.ports import ASYNC, BOTH, ERROR, SYNC, RouteProperties, arrives, leaves
from app.model import Family, Kind, Properties, prop


class HttpApiProperties(Properties):
    """What can be set on a HTTP API."""

    timeout: int = prop(
        30,
        "How long the API waits for its integration.",
        unit="s",
        ge=1,
        le=30,
        source="API Gateway Developer Guide, Quotas for configuring and running an HTTP API",
    )
    throttle_rate: int = prop(
        10_000,
        "Requests per second that the stage lets through in the long run.",
        unit="requests/s",
        ge=1,
        le=10_000_000,
    )
    throttle_burst: int = prop(
        5_000, "Requests that the stage lets through at one moment.", unit="requests", ge=1, le=10_000_000
    )
    authorization: Literal["none", "iam", "jwt"] = prop("none", "Who may call where no authorizer is drawn.")
    jwt_issuer: str | None = prop(
        None,
        "The identity provider whose tokens are accepted, as its https address.",
        pattern=r"^https://[^\s]{1,2000}$",
    )
    jwt_audience: tuple[str, ...] = prop((), "The audiences that a token may be made out to.")


KIND = Kind(
    id="http-api",
    title="HTTP API",
    family=Family.API,
    aws_service="Amazon API Gateway",
    summary="An API Gateway HTTP API: cheaper and quicker than a REST API, with native JWT authorization and fewer features.",
    notes=("The integration timeout is at most 30 seconds and cannot be raised.",),
    icon="architecture-service/AmazonAPIGateway",
    glyph="API",
    properties=HttpApiProperties,
    ports=(
        arrives("requests", "http", BOTH, "Answers HTTP requests.", actions=("execute-api:Invoke",)),
        arrives("refusals", "refusal", ERROR, "Gets an error from the integration and passes it on."),
        leaves("authorizes", "authorize", SYNC, "Asks a function whether the caller may pass."),
        leaves("invokes", "invoke", SYNC, "Hands the request to a function.", properties=RouteProperties),
        leaves("proxies", "http", SYNC, "Passes the request on to an HTTP backend.", properties=RouteProperties),
        leaves(
            "sends",
            "message",
            ASYNC,
            "Puts the request on a channel, with no function between.",
            peers=("queue", "stream", "event-bus"),
            properties=RouteProperties,
        ),
        leaves("starts", "start", BOTH, "Starts a workflow, with no function between.", properties=RouteProperties),
        leaves("refuses", "refusal", ERROR, "Answers the caller with an error."),
        leaves("metrics", "metric", ASYNC, "Reports metrics."),
    ),
)
