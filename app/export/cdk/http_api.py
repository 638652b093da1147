"""API Gateway's HTTP APIs: the API, and routes that lead to functions. What else a route leads to stays as it is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.export.cdk.code import Code, This, call, construct, enum, new, static
from app.export.cdk.draft import Draft, Known, Said, UnsayableError
from app.export.cdk.messaging import duration
from app.export.cdk.triggers import FUNCTIONS
from app.graph import Ref, Resource, references

API = "apigatewayv2.HttpApi"
AUTHORIZED = ("CUSTOM", "JWT", "NONE")
LONGEST = 30_000
"""Milliseconds that an HTTP API waits if nothing is said (API Gateway Developer Guide, "Quotas for HTTP APIs")."""
PAYLOADS: Mapping[str, str] = {"1.0": "VERSION_1_0", "2.0": "VERSION_2_0"}


@dataclass(frozen=True)
class _Route:
    """A route that leads to a function by the function's own permission."""

    resource: Resource
    integration: Resource
    function: str
    verb: str
    path: str


def _routes(draft: Draft, api: str) -> list[_Route]:
    found = []
    for route in draft.graph.of_type("AWS::ApiGatewayV2::Route"):
        said = route.properties
        verb, _, path = str(said["RouteKey"]).partition(" ")
        integrations = list(references(said.get("Target")))
        if (
            said["ApiId"] != Ref(api)
            or not path
            or len(integrations) != 1
            or said["AuthorizationType"] not in AUTHORIZED
        ):
            continue
        integration = draft.graph.resources[integrations[0]]
        keys = {"ApiId", "IntegrationType", "PayloadFormatVersion", "TimeoutInMillis", "IntegrationUri"}
        functions = list(references(integration.properties.get("IntegrationUri")))
        if integration.properties.keys() == keys and draft.type_of(Ref(functions[0])) == "AWS::Lambda::Function":
            found.append(_Route(route, integration, functions[0], verb, path))
    return found


def http_api(draft: Draft, resource: Resource) -> None:
    """An API; its stage stands beside it."""
    name = resource.logical_id
    said = Said(resource.properties)
    said.expect("ProtocolType", "HTTP")
    options: dict[str, Code | None] = {
        "apiName": draft.optional(said.take("Name")),
        "description": said.text("Description"),
        "createDefaultStage": False,
    }
    said.done()
    var = draft.keep(name, API, construct(API, draft.claim(name), options), {"": "apiId", "ApiEndpoint": "apiEndpoint"})
    for route in _routes(draft, name):
        verb = route.verb.replace("ANY", "*")
        wild = "/".join(re.sub(r"^\{.*\}$", "*", part) for part in route.path.split("/"))
        draft.routes.add((route.function, name, f"/$default/{verb}{wild}"))
        draft.part(route.integration.logical_id, Known(var, "apigatewayv2.Route"))


def integration(draft: Draft, resource: Resource) -> None:
    """What is written with its route."""
    if not draft.is_a(resource.logical_id, "apigatewayv2.Route"):
        raise UnsayableError(resource.logical_id)


def route(draft: Draft, resource: Resource) -> None:
    """A route to a function."""
    api = draft.object(resource.properties["ApiId"], API)
    found = next((one for one in _routes(draft, _named(resource)) if one.resource is resource), None)
    if found is None:
        raise UnsayableError("Target")
    said = Said(found.integration.properties)
    milliseconds = said.number("TimeoutInMillis") or 0
    if milliseconds % 1000:
        raise UnsayableError("TimeoutInMillis")
    version = enum("apigatewayv2.PayloadFormatVersion", PAYLOADS[said.text("PayloadFormatVersion") or "2.0"])
    made = new(
        "integrations.HttpLambdaIntegration",
        found.integration.logical_id,
        draft.object(Ref(found.function), *FUNCTIONS),
        options={
            "payloadFormatVersion": version,
            # CDK takes no more than 29 seconds, though API Gateway's own limit, and its default, is 30.
            "timeout": None if milliseconds == LONGEST else duration(milliseconds // 1000),
        },
    )
    options: dict[str, Code | None] = {
        "path": found.path,
        "methods": [enum("apigatewayv2.HttpMethod", found.verb)],
        "integration": made,
        "authorizer": _authorizer(draft, resource),
    }
    draft.do(call(api, "addRoutes", options=options))


def _named(resource: Resource) -> str:
    return next(references(resource.properties["ApiId"]))


def _authorizer(draft: Draft, resource: Resource) -> "Code | None":
    """The route's authorizer, in the form in which CDK's routes take one that stands by itself."""
    who = resource.properties.get("AuthorizerId")
    if not isinstance(who, Ref):
        return None
    name = f"{who.logical_id}OfRoutes"
    kind = str(resource.properties["AuthorizationType"])
    making = static(
        "apigatewayv2.HttpAuthorizer",
        "fromHttpAuthorizerAttributes",
        This(),
        name,
        options={"authorizerId": draft.value(who), "authorizerType": kind},
    )
    return draft.once(name, making)


BUILDERS = {
    "AWS::ApiGatewayV2::Api": http_api,
    "AWS::ApiGatewayV2::Integration": integration,
    "AWS::ApiGatewayV2::Route": route,
}
