"""An API Gateway REST API: the one that the article draws, since in 2018 there was no other."""

from typing import Literal, Self

from pydantic import model_validator

from app.kinds.ports import ASYNC, BOTH, ERROR, OURS, SYNC, RouteProperties, SendingProperties, arrives, leaves
from app.model import Family, Kind, Properties, contradiction, prop


class RestApiProperties(Properties):
    """Timeout, throttling, endpoint and authorization of a REST API."""

    timeout: int = prop(
        29,
        "How long the API waits for its integration; above 29 s only for regional and private APIs, on request.",
        unit="s",
        ge=1,
        le=300,
        source="API Gateway Developer Guide, Quotas for configuring and running a REST API in API Gateway",
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
    endpoint: Literal["regional", "edge", "private"] = prop(
        "regional", "Whether the API is reached in its region, through CloudFront or only from a VPC."
    )
    authorization: Literal["none", "iam", "api-key"] = prop("none", "Who may call where no authorizer is drawn.")

    @model_validator(mode="after")
    def _long_timeouts_are_regional(self) -> Self:
        if self.timeout > 29 and self.endpoint == "edge":
            raise contradiction("timeout", "an edge API waits at most 29 s: make the endpoint regional or private")
        return self

    def telling(self) -> tuple[str, ...]:
        """Who may call and from where, where that is not everybody from anywhere."""
        words = {"none": None, "iam": "IAM", "api-key": "API key"}[self.authorization]
        return tuple(word for word in (words, "private" if self.endpoint == "private" else None) if word)


KIND = Kind(
    id="rest-api",
    title="REST API",
    family=Family.API,
    aws_service="Amazon API Gateway",
    summary="API Gateway's fuller API: authorizers, caching, keys, request validation and direct AWS integrations.",
    notes=(
        "The integration timeout is 29 seconds; it can be raised for regional and private APIs, on request.",
        "An asynchronous arrow to a function sends the header `X-Amz-Invocation-Type: Event`.",
        "It can call almost any AWS service itself, through a mapping template and a role.",
        "A request or an answer holds up to 10 MB.",
    ),
    icon="architecture-service/AmazonAPIGateway",
    glyph="API",
    properties=RestApiProperties,
    ports=(
        arrives("requests", "http", BOTH, "The API answers an HTTP request.", actions=("execute-api:Invoke",)),
        arrives("refusals", "refusal", ERROR, "The API gets an error from its integration and passes it on."),
        leaves("authorizes", "authorize", SYNC, "The API asks a function whether the caller may pass."),
        leaves("invokes", "invoke", BOTH, "The API hands the request to a function.", properties=RouteProperties),
        leaves(
            "proxies", "http", SYNC, "The API passes the request on to an HTTP backend.", properties=RouteProperties
        ),
        leaves(
            "sends",
            "message",
            ASYNC,
            "The API puts the request on a channel, with no function between.",
            properties=SendingProperties,
        ),
        leaves(
            "queries",
            "query",
            SYNC,
            "The API reads or writes a store, with no function between.",
            peers=("table", "bucket"),
            properties=RouteProperties,
        ),
        leaves(
            "starts", "start", BOTH, "The API starts a workflow, with no function between.", properties=RouteProperties
        ),
        leaves("refuses", "refusal", ERROR, "The API answers the caller with an error."),
        leaves("metrics", "metric", ASYNC, "The API reports a metric to an alarm."),
    ),
)
