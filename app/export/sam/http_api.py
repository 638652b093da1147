"""HTTP API, its routes, integrations, authorizer and stage → AWS::Serverless::HttpApi, as `rest_api` does it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.export.sam.facts import GREEDY
from app.export.sam.fold import Event, Folding
from app.export.sam.openapi import document, integration, invoked, key
from app.export.sam.rest_api import admitted, word
from app.graph import Att, Pseudo, Ref, Resource, Sub, Value, references

_API = frozenset({"Name", "Description", "ProtocolType"})
_STAGE = frozenset({"ApiId", "StageName", "AutoDeploy", "AccessLogSettings", "DefaultRouteSettings"})
_HIDDEN = ("AWS::ApiGatewayV2::Route", "AWS::ApiGatewayV2::Integration")
"""What no other resource can speak of once it is part of the API."""
_EVENT = frozenset({"ApiId", "IntegrationType", "IntegrationUri", "PayloadFormatVersion", "TimeoutInMillis"})
"""What of an integration an event can say."""
_DEFAULT = "$default"


@dataclass(frozen=True)
class _Route:
    resource: Resource
    integration: Resource
    function: str | None
    """The function that it leads to, if it leads to one of the stack."""

    @property
    def method(self) -> str:
        return str(self.resource.properties["RouteKey"]).partition(" ")[0]

    @property
    def path(self) -> str:
        return str(self.resource.properties["RouteKey"]).partition(" ")[2]

    @property
    def permitted(self) -> bool:
        """Whether an event of the function would permit it."""
        return self.function is not None and "+}" not in self.path.replace(GREEDY, "")

    @property
    def proxied(self) -> bool:
        """Whether an event of the function says all of it."""
        said = self.integration.properties
        return self.permitted and not set(said) - _EVENT and said.get("PayloadFormatVersion") == "2.0"


def fold_http_apis(folding: Folding) -> None:
    """Write every HTTP API that does not wait for itself."""
    for api in folding.graph.of_type("AWS::ApiGatewayV2::Api"):
        _fold(folding, api)


def _fold(folding: Folding, api: Resource) -> None:
    name = api.logical_id
    routes = _routes(folding, name)
    stages = folding.of("AWS::ApiGatewayV2::Stage", "ApiId", name)
    authorizers = folding.of("AWS::ApiGatewayV2::Authorizer", "ApiId", name)
    security = {repr(_security(route.resource)) for route in routes}
    if len(stages) != 1 or len(authorizers) > 1 or len(security) > 1 or set(api.properties) - _API:
        return
    (stage,) = stages
    hidden = [*(found for type_ in _HIDDEN for found in folding.of(type_, "ApiId", name)), *authorizers]
    if set(stage.properties) - _STAGE or _circular(folding, name, routes, authorizers) or folding.needed(hidden, stage):
        return
    events = all(route.proxied for route in routes)
    properties: dict[str, Value] = {
        **{word: value for word, value in api.properties.items() if word != "ProtocolType"},
        **{word: value for word, value in stage.properties.items() if word not in ("ApiId", "AutoDeploy")},
    }
    auth = _auth(folding, api, routes, authorizers)
    if auth:
        properties["Auth"] = auth
    if not events:
        # SAM takes the name of an API that has a body from its title only.
        del properties["Name"]
        properties["DefinitionBody"] = _body(api, routes)
    for route in routes:
        _event(folding, name, route, auth.get("DefaultAuthorizer"), says_all=events)
    folding.absorb(*(found.logical_id for found in hidden))
    folding.rename(stage.logical_id, f"{name}ApiGatewayDefaultStage")
    folding.write(api, "AWS::Serverless::HttpApi", properties, depends_on=stage.depends_on)


def _routes(folding: Folding, api: str) -> list[_Route]:
    integrations = {found.logical_id: found for found in folding.of("AWS::ApiGatewayV2::Integration", "ApiId", api)}
    found = []
    for route in folding.of("AWS::ApiGatewayV2::Route", "ApiId", api):
        (target,) = references(route.properties["Target"])
        to = integrations[target].properties.get("IntegrationUri")
        function = folding.function(to)
        found.append(_Route(route, integrations[target], function))
    return found


def _security(route: Resource) -> tuple[Value, ...]:
    return tuple(route.properties.get(word) for word in ("AuthorizationType", "AuthorizerId"))


def _circular(folding: Folding, api: str, routes: Sequence[_Route], authorizers: Sequence[Resource]) -> bool:
    said = [route.integration.properties for route in routes] + [found.properties for found in authorizers]
    return api in folding.reach({other for properties in said for other in references(properties)} - {api})


def _auth(
    folding: Folding, api: Resource, routes: Sequence[_Route], authorizers: Sequence[Resource]
) -> dict[str, Value]:
    if _security(routes[0].resource)[0] == "AWS_IAM":
        return {"EnableIamAuthorizer": True, "DefaultAuthorizer": "AWS_IAM"}
    said: dict[str, Value] = {}
    for authorizer in authorizers:
        name = word(str(authorizer.properties["Name"]))
        said = {"DefaultAuthorizer": name, "Authorizers": {name: _authorizer(folding, authorizer.properties)}}
        for function in references(authorizer.properties.get("AuthorizerUri")):
            admitted(folding, function, api.logical_id, "/authorizers/*")
    return said


def _authorizer(folding: Folding, said: Mapping[str, Value]) -> Mapping[str, Value]:
    match said:
        case {"AuthorizerType": "JWT", "JwtConfiguration": {"Issuer": issuer, "Audience": audience}}:
            source = said["IdentitySource"]
            return {
                "IdentitySource": source[0] if isinstance(source, list) else source,
                "JwtConfiguration": {"issuer": issuer, "audience": audience},
            }
    function = invoked(said["AuthorizerUri"])
    sources = said["IdentitySource"]
    headers = [str(source).rpartition(".")[2] for source in sources] if isinstance(sources, list) else []
    return {
        "FunctionArn": function,
        "AuthorizerPayloadFormatVersion": said["AuthorizerPayloadFormatVersion"],
        # A function of another stack is let in by that stack.
        "EnableFunctionDefaultPermissions": folding.function(function) is not None,
        "Identity": {"Headers": headers, "ReauthorizeEvery": said["AuthorizerResultTtlInSeconds"]},
    }


def _body(api: Resource, routes: Sequence[_Route]) -> Mapping[str, Value]:
    paths: dict[str, dict[str, Value]] = {}
    for route in routes:
        said = dict(route.integration.properties)
        if route.function is not None:
            said["IntegrationUri"] = _invocation(route.function)
            said["IntegrationMethod"] = "POST"
        names = [part[1:-1].removesuffix("+") for part in route.path.split("/") if part.startswith("{")]
        operation: dict[str, Value] = {}
        if names:
            schema: Value = {"type": "string"}
            operation["parameters"] = [
                {"name": name, "in": "path", "required": True, "schema": schema} for name in names
            ]
        operation["responses"] = {"default": {"description": "What the integration answers"}}
        operation["x-amazon-apigateway-integration"] = integration(said)
        paths.setdefault(route.path or f"/{_DEFAULT}", {})[key(route.method if route.path else "ANY")] = operation
        if not route.path:
            operation["isDefaultRoute"] = True
    return document(api.properties.get("Name"), paths)


def _invocation(function: str) -> Sub:
    """How OpenAPI names a function as an integration."""
    region = ("arn:", Pseudo("Partition"), ":apigateway:", Pseudo("Region"))
    return Sub.of(*region, ":lambda:path/2015-03-31/functions/", Att(function, "Arn"), "/invocations")


def _event(folding: Folding, api: str, route: _Route, authorizer: Value, *, says_all: bool) -> None:
    if route.function is None or not route.permitted:
        return
    admitted(folding, route.function, api, f"/{_DEFAULT}{_wild(route)}")
    said: dict[str, Value] = {"ApiId": Ref(api)}
    if route.path:
        said |= {"Path": route.path, "Method": route.method.lower()}
    if says_all:
        said["TimeoutInMillis"] = route.integration.properties["TimeoutInMillis"]
    if route.method == "OPTIONS" and authorizer is not None:
        # SAM leaves the default authorizer away from OPTIONS, lest it refuse a browser's preflight requests.
        said["Auth"] = {"Authorizer": authorizer}
    name = route.resource.logical_id.removeprefix(api).removesuffix("Route")
    folding.event(route.function, name, Event("HttpApi", said, route.resource.component))


def _wild(route: _Route) -> str:
    if not route.path:
        return "/*"
    parts = ("*" if part.startswith("{") else part for part in route.path.split("/"))
    return f"/{'*' if route.method == 'ANY' else route.method}{'/'.join(parts)}"
