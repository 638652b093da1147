"""REST API: An API Gateway REST API: routes, authorizers, caching, keys, request validation and direct service integrations."""

from typing import Literal

from app.kinds.ports import ASYNC, BOTH, ERROR, SYNC, RouteProperties, arrives, leaves
from app.model import Family, Kind, Properties, prop


class RestApiProperties(Properties):
    """What can be set on a REST API."""

    timeout: int = prop(
        29,
        "How long the API waits for its integration; above 29 s only for regional APIs, on request.",
        unit="s",
        ge=1,
        le=300,
        source="API Gateway Developer Guide, Quotas for configuring and running a REST API",
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
    endpoint: Literal["regional", "edge", "private"] = prop("regional", "Where the API is reached.")
    authorization: Literal["none", "iam", "api-key"] = prop("none", "Who may call where no authorizer is drawn.")


KIND = Kind(
    id="rest-api",
    title="REST API",
    family=Family.API,
    aws_service="Amazon API Gateway",
    summary="An API Gateway REST API: routes, authorizers, caching, keys, request validation and direct service integrations.",
    notes=(
        "The integration timeout is 29 seconds; it can be raised for regional and private APIs.",
        "An asynchronous arrow to a function sends the header `X-Amz-Invocation-Type: Event`.",
    ),
    icon="architecture-service/AmazonAPIGateway",
    glyph="API",
    properties=RestApiProperties,
    ports=(
        arrives("requests", "http", BOTH, "Answers HTTP requests.", actions=("execute-api:Invoke",)),
        arrives("refusals", "refusal", ERROR, "Gets an error from the integration and passes it on."),
        leaves("authorizes", "authorize", SYNC, "Asks a function whether the caller may pass."),
        leaves("invokes", "invoke", BOTH, "Hands the request to a function.", properties=RouteProperties),
        leaves("proxies", "http", SYNC, "Passes the request on to an HTTP backend.", properties=RouteProperties),
        leaves(
            "sends",
            "message",
            ASYNC,
            "Puts the request on a channel, with no function between.",
            properties=RouteProperties,
        ),
        leaves(
            "queries",
            "query",
            SYNC,
            "Reads or writes a store, with no function between.",
            peers=("table", "bucket"),
            properties=RouteProperties,
        ),
        leaves("starts", "start", BOTH, "Starts a workflow, with no function between.", properties=RouteProperties),
        leaves("refuses", "refusal", ERROR, "Answers the caller with an error."),
        leaves("metrics", "metric", ASYNC, "Reports metrics."),
    ),
)
