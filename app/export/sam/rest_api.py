"""REST API, its paths, methods, authorizer, deployment and stage → AWS::Serverless::Api.

Where every method leads to a function of the stack, the functions' events say the routes. Else all of them stand in one
OpenAPI body, and the events are kept for the permissions that SAM makes of them.

An API whose functions know its address stays as plain resources: SAM puts all routes into one body of the API, so that
the API would wait for functions that wait for the API.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.export.sam.facts import STAGE_TO_PERMIT
from app.export.sam.fold import Event, Folding, within
from app.export.sam.openapi import document, integration, invoked, key
from app.graph import Ref, Resource, Sub, Value, references

SERVICE = "apigateway.amazonaws.com"
_API = frozenset({"Name", "Description", "EndpointConfiguration", "DisableExecuteApiEndpoint", "Policy"})
_STAGE = frozenset({"RestApiId", "DeploymentId", "StageName", "TracingEnabled", "AccessLogSetting", "MethodSettings"})
_HIDDEN = ("AWS::ApiGateway::Resource", "AWS::ApiGateway::Method", "AWS::ApiGateway::Deployment")
"""What no other resource can speak of once it is part of the API."""
_EVENT = frozenset({"Type", "Uri", "IntegrationHttpMethod", "TimeoutInMillis"})
"""What of an integration an event can say."""


@dataclass(frozen=True)
class _Method:
    resource: Resource
    path: str
    function: str | None
    """The function that it leads to, if it leads to one of the stack."""

    @property
    def verb(self) -> str:
        return str(self.resource.properties["HttpMethod"])

    @property
    def integration(self) -> Mapping[str, Value]:
        return within(self.resource.properties, "Integration")

    @property
    def proxied(self) -> bool:
        """Whether an event of the function says all of it."""
        said = self.integration
        return self.function is not None and said["Type"] == "AWS_PROXY" and not set(said) - _EVENT


def fold_rest_apis(folding: Folding) -> None:
    """Write every REST API that does not wait for itself."""
    for api in folding.graph.of_type("AWS::ApiGateway::RestApi"):
        _fold(folding, api)


def _fold(folding: Folding, api: Resource) -> None:
    name = api.logical_id
    methods = _methods(folding, name)
    stages = folding.of("AWS::ApiGateway::Stage", "RestApiId", name)
    authorizers = folding.of("AWS::ApiGateway::Authorizer", "RestApiId", name)
    security = {repr(_security(method.resource)) for method in methods}
    if len(stages) != 1 or len(authorizers) > 1 or len(security) > 1 or set(api.properties) - _API:
        return
    (stage,) = stages
    hidden = [*(found for type_ in _HIDDEN for found in folding.of(type_, "RestApiId", name)), *authorizers]
    if (
        set(stage.properties) - _STAGE
        or _circular(folding, name, methods, authorizers)
        or folding.needed(hidden, stage)
    ):
        return
    events = all(method.proxied for method in methods)
    properties: dict[str, Value] = {
        **{word: value for word, value in api.properties.items() if word != "EndpointConfiguration"},
        **_endpoint(api.properties.get("EndpointConfiguration")),
        **{word: value for word, value in stage.properties.items() if word not in ("RestApiId", "DeploymentId")},
        # With a version of OpenAPI, SAM makes no second stage called "Stage".
        "OpenApiVersion": "3.0.1",
    }
    if auth := _auth(folding, api, stage, methods, authorizers):
        properties["Auth"] = auth
    if not events:
        properties["DefinitionBody"] = _body(api, methods)
    for method in methods:
        _event(folding, name, method, says_all=events)
    folding.absorb(*(found.logical_id for found in hidden))
    folding.rename(stage.logical_id, f"{name}{stage.properties['StageName']}Stage")
    folding.write(api, "AWS::Serverless::Api", properties, depends_on=stage.depends_on)


def _methods(folding: Folding, api: str) -> list[_Method]:
    paths = {resource.logical_id: resource for resource in folding.of("AWS::ApiGateway::Resource", "RestApiId", api)}

    def path(value: Value) -> str:
        if isinstance(value, Ref) and value.logical_id in paths:
            said = paths[value.logical_id].properties
            return f"{path(said['ParentId'])}/{said['PathPart']}"
        return ""

    found = []
    for method in folding.of("AWS::ApiGateway::Method", "RestApiId", api):
        function = folding.function(invoked(within(method.properties, "Integration").get("Uri")))
        found.append(_Method(method, path(method.properties["ResourceId"]) or "/", function))
    return found


def _security(method: Resource) -> tuple[Value, ...]:
    return tuple(method.properties.get(word) for word in ("AuthorizationType", "AuthorizerId", "ApiKeyRequired"))


def _circular(folding: Folding, api: str, methods: Sequence[_Method], authorizers: Sequence[Resource]) -> bool:
    led_to = {other for method in methods for other in references(method.integration)}
    asked = {other for found in authorizers for other in references(found.properties.get("AuthorizerUri"))}
    return api in folding.reach(led_to | asked)


def _endpoint(configuration: Value) -> Mapping[str, Value]:
    said = within(configuration)
    match said.get("Types"):
        case [type_]:
            others = {name: value for name, value in said.items() if name != "Types"}
            return {"EndpointConfiguration": {"Type": type_, **others}}
        case _:
            return {}


def _auth(
    folding: Folding, api: Resource, stage: Resource, methods: Sequence[_Method], authorizers: Sequence[Resource]
) -> Mapping[str, Value]:
    type_, _, key_required = _security(methods[0].resource)
    said: dict[str, Value] = {}
    for authorizer in authorizers:
        name = word(str(authorizer.properties["Name"]))
        said |= {"DefaultAuthorizer": name, "Authorizers": {name: _authorizer(folding, authorizer)}}
        for function in references(authorizer.properties["AuthorizerUri"]):
            admitted(folding, function, api.logical_id, "/authorizers/*")
    if type_ == "AWS_IAM":
        # SAM would let API Gateway invoke functions as the caller; the graph lets it in by the function's own policy.
        said |= {"DefaultAuthorizer": "AWS_IAM", "InvokeRole": "NONE"}
    if key_required:
        said["ApiKeyRequired"] = True
    for plan in folding.graph.of_type("AWS::ApiGateway::UsagePlan"):
        if stage.logical_id in references(plan.properties) and set(plan.properties) == {"ApiStages"}:
            said["UsagePlan"] = {"CreateUsagePlan": "PER_API"}
            _usage_plan(folding, api.logical_id, plan)
    return said


def _usage_plan(folding: Folding, api: str, plan: Resource) -> None:
    folding.rename(plan.logical_id, f"{api}UsagePlan")
    for tied in folding.of("AWS::ApiGateway::UsagePlanKey", "UsagePlanId", plan.logical_id):
        folding.rename(tied.logical_id, f"{api}UsagePlanKey")
        for held in references(tied.properties["KeyId"]):
            folding.rename(held, f"{api}ApiKey")


def _authorizer(folding: Folding, authorizer: Resource) -> Mapping[str, Value]:
    said, function = authorizer.properties, invoked(authorizer.properties["AuthorizerUri"])
    header = str(said["IdentitySource"]).rpartition(".")[2]
    identity: dict[str, Value] = {"Headers": [header]} if said["Type"] == "REQUEST" else {"Header": header}
    identity["ReauthorizeEvery"] = said["AuthorizerResultTtlInSeconds"]
    # A function of another stack is let in by that stack.
    elsewhere: Mapping[str, Value] = {} if folding.function(function) else {"DisableFunctionDefaultPermissions": True}
    return {"FunctionArn": function, "FunctionPayloadType": said["Type"], "Identity": identity, **elsewhere}


def _body(api: Resource, methods: Sequence[_Method]) -> Mapping[str, Value]:
    paths: dict[str, dict[str, Value]] = {}
    for method in methods:
        said = method.resource.properties
        operation: dict[str, Value] = {}
        if parameters := within(said, "RequestParameters"):
            operation["parameters"] = [_parameter(name) for name in parameters]
        answers = said.get("MethodResponses")
        codes = [within(answer)["StatusCode"] for answer in answers] if isinstance(answers, Sequence) else []
        operation["responses"] = {str(code): {"description": f"Answers with {code}"} for code in codes}
        operation["x-amazon-apigateway-integration"] = integration(method.integration)
        paths.setdefault(method.path, {})[key(method.verb)] = operation
    return document(api.properties.get("Name"), paths)


def _parameter(name: str) -> Value:
    _, _, place, parameter = name.split(".", 3)
    return {"name": parameter, "in": place, "required": True, "schema": {"type": "string"}}


def _event(folding: Folding, api: str, method: _Method, *, says_all: bool) -> None:
    if method.function is None:
        return
    parts = ("*" if part.startswith("{") else part for part in method.path.split("/"))
    verb = "*" if method.verb == "ANY" else method.verb
    admitted(folding, method.function, api, f"/{STAGE_TO_PERMIT}/{verb}{'/'.join(parts)}")
    said: dict[str, Value] = {"RestApiId": Ref(api), "Path": method.path, "Method": method.verb.lower()}
    if says_all:
        said["TimeoutInMillis"] = method.integration["TimeoutInMillis"]
    name = method.resource.logical_id.removeprefix(api)
    folding.event(method.function, name, Event("Api", said, method.resource.component))


def admitted(folding: Folding, function: str, api: str, end: str) -> None:
    """Absorb the permission by which an API invokes a function where the ARN of the call ends so."""
    for permission in folding.permissions(function):
        source = permission.properties.get("SourceArn")
        leads_here = isinstance(source, Sub) and Ref(api) in source.parts and source.parts[-1] == end
        if leads_here and permission.properties["Principal"] == SERVICE:
            folding.absorb(permission.logical_id)


def word(name: str) -> str:
    """A name of letters and digits, since SAM makes logical ids of authorizers' names."""
    return name if name.isalnum() else "".join(part[:1].upper() + part[1:] for part in name.split("-"))
