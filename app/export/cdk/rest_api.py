"""API Gateway's REST APIs: the API with its stage, the tree of its paths, methods and their integrations."""

import re
from collections.abc import Iterator, Mapping

from app.export.cdk.code import Code, Member, call, construct, enum, new, static, struct
from app.export.cdk.draft import Draft, Known, Said, UnsayableError
from app.export.cdk.messaging import duration
from app.export.cdk.triggers import FUNCTIONS
from app.graph import Att, Ref, Resource, Value, references

API = "apigateway.RestApi"
SERVICE = "apigateway.amazonaws.com"
PASSTHROUGH: Mapping[str, str] = {
    "NEVER": "NEVER",
    "WHEN_NO_MATCH": "WHEN_NO_MATCH",
    "WHEN_NO_TEMPLATES": "WHEN_NO_TEMPLATES",
}
AUTHORIZATION: Mapping[str, str] = {"AWS_IAM": "IAM", "NONE": "NONE"}


def needs(draft: Draft) -> Iterator[tuple[str, str]]:
    """What must be written before an API, because its stage is written with it."""
    for stage in draft.graph.of_type("AWS::ApiGateway::Stage"):
        (api,) = references(stage.properties["RestApiId"])
        for name in (*references(stage.properties.get("AccessLogSetting")), *stage.depends_on):
            yield api, name


def rest_api(draft: Draft, resource: Resource) -> None:
    """An API, its deployment and its one stage.

    Raises UnsayableError for one that is private, and for one whose authorizer is another stack's function: constructs
    want the function itself, and an API without them has no methods that CDK sees.
    """
    name = resource.logical_id
    said = Said(resource.properties)
    authorizers = _of(draft, "AWS::ApiGateway::Authorizer", name)
    deciding = [function for one in authorizers for function in references(one.properties.get("AuthorizerUri"))]
    if any(function not in draft.graph.resources for function in deciding):
        raise UnsayableError("AuthorizerUri")
    (stage,) = _of(draft, "AWS::ApiGateway::Stage", name)
    (deployment,) = _of(draft, "AWS::ApiGateway::Deployment", name)
    if said.take("EndpointConfiguration") != {"Types": ["REGIONAL"]}:
        raise UnsayableError("EndpointConfiguration")
    options: dict[str, Code | None] = {
        "restApiName": draft.optional(said.take("Name")),
        "description": said.text("Description"),
        "endpointTypes": [enum("apigateway.EndpointType", "REGIONAL")],
        "disableExecuteApiEndpoint": said.flag("DisableExecuteApiEndpoint"),
        # The account's setting stands by itself, since it must outlive this stack.
        "cloudWatchRole": False,
        "deployOptions": _stage(draft, stage),
    }
    said.done()
    attributes = {"": "restApiId", "RootResourceId": "restApiRootResourceId"}
    var = draft.keep(name, API, construct(API, draft.claim(name), options), attributes)
    staged = Member(var, "deploymentStage")
    draft.part(stage.logical_id, Known(var, "apigateway.Stage", {"": Member(staged, "stageName")}))
    draft.alias(deployment.logical_id, name)
    for other in stage.depends_on:
        draft.do(call(Member(staged, "node"), "addDependency", draft.known(other).var))
    for method in _of(draft, "AWS::ApiGateway::Method", name):
        if (function := _invoked(method)) is not None:
            verb = str(method.properties["HttpMethod"]).replace("ANY", "*")
            draft.routes.add((function, name, f"/*/{verb}{_path(draft, method)}"))
    draft.routes.update((function, name, "/authorizers/*") for function in deciding)


def _of(draft: Draft, type_: str, api: str) -> list[Resource]:
    return [found for found in draft.graph.of_type(type_) if found.properties.get("RestApiId") == Ref(api)]


def _stage(draft: Draft, resource: Resource) -> Code:
    said = Said(resource.properties)
    said.take("RestApiId")
    said.take("DeploymentId")
    logs = said.inner("AccessLogSetting")
    match said.take("MethodSettings"):
        case [Mapping() as settings]:
            every = Said(settings)
        case _:
            raise UnsayableError("MethodSettings")
    every.expect("ResourcePath", "/*")
    every.expect("HttpMethod", "*")
    destination = draft.object(logs.take("DestinationArn"), "logs.LogGroup")
    fields: dict[str, Code | None] = {
        "stageName": said.text("StageName"),
        "tracingEnabled": said.flag("TracingEnabled"),
        "metricsEnabled": every.flag("MetricsEnabled"),
        "throttlingRateLimit": every.number("ThrottlingRateLimit"),
        "throttlingBurstLimit": every.number("ThrottlingBurstLimit"),
        "accessLogDestination": new("apigateway.LogGroupLogDestination", destination),
        "accessLogFormat": static("apigateway.AccessLogFormat", "custom", logs.text("Format") or ""),
    }
    every.done()
    said.done()
    return struct("apigateway.StageOptions", fields)


def _invoked(method: Resource) -> str | None:
    """The function that a method invokes as a proxy, by the function's own permission."""
    integration = method.properties.get("Integration")
    if not isinstance(integration, Mapping) or integration.get("Type") != "AWS_PROXY" or "Credentials" in integration:
        return None
    found = list(references(integration.get("Uri")))
    return found[0] if len(found) == 1 else None


def _path(draft: Draft, method: Resource) -> str:
    """A method's path, as a permission names it."""
    at, path = method.properties["ResourceId"], ""
    while isinstance(at, Ref):
        part = draft.graph.resources[at.logical_id].properties
        path = "/" + re.sub(r"^\{.*\}$", "*", str(part["PathPart"])) + path
        at = part["ParentId"]
    return path or "/"


def path(draft: Draft, resource: Resource) -> None:
    """A part of a path."""
    said = Said(resource.properties)
    draft.object(said.take("RestApiId"), API)
    parent = _place(draft, said.take("ParentId"))
    making = call(parent, "addResource", said.text("PathPart") or "")
    said.done()
    draft.keep(resource.logical_id, "apigateway.Resource", making, {"": "resourceId"})


def _place(draft: Draft, said: Value) -> Code:
    if isinstance(said, Att) and said.name == "RootResourceId":
        return Member(draft.object(said, API), "root")
    return draft.object(said, "apigateway.Resource")


def method(draft: Draft, resource: Resource) -> None:
    """A method and what it calls."""
    said = Said(resource.properties)
    draft.object(said.take("RestApiId"), API)
    place = _place(draft, said.take("ResourceId"))
    verb = said.text("HttpMethod") or ""
    type_, authorizer = said.text("AuthorizationType"), said.take("AuthorizerId")
    options: dict[str, Code | None] = {}
    if authorizer is not None:
        options["authorizer"] = draft.object(authorizer, "apigateway.RequestAuthorizer", "apigateway.TokenAuthorizer")
    elif type_ is not None and type_ in AUTHORIZATION:
        options["authorizationType"] = (
            enum("apigateway.AuthorizationType", AUTHORIZATION[type_]) if type_ != "NONE" else None
        )
    else:
        raise UnsayableError("AuthorizationType")
    options["apiKeyRequired"] = said.flag("ApiKeyRequired")
    options["requestParameters"] = draft.optional(said.take("RequestParameters"))
    if (responses := said.take("MethodResponses")) is not None:
        options["methodResponses"] = _statuses(responses)
    integration = _integration(draft, said.inner("Integration"), _invoked(resource))
    said.done()
    given = {key: value for key, value in options.items() if value is not None}
    draft.do(call(place, "addMethod", verb, integration, options=given or None))


def _statuses(said: Value) -> Code:
    found = said if isinstance(said, list) else []
    return [struct("apigateway.MethodResponse", {"statusCode": str(one["StatusCode"])}) for one in found]


def _integration(draft: Draft, said: Said, function: str | None) -> Code:
    type_, uri, verb = said.text("Type") or "", said.take("Uri"), said.text("IntegrationHttpMethod")
    timeout = said.number("TimeoutInMillis")
    options: dict[str, Code | None] = {
        "credentialsRole": _role(draft, said.take("Credentials")),
        "requestParameters": draft.optional(said.take("RequestParameters")),
        "requestTemplates": draft.optional(said.take("RequestTemplates")),
        "passthroughBehavior": None,
        "integrationResponses": _responses(draft, said.take("IntegrationResponses")),
        "timeout": None if timeout is None else _milliseconds(timeout),
    }
    if (passed := said.text("PassthroughBehavior")) is not None:
        options["passthroughBehavior"] = enum("apigateway.PassthroughBehavior", PASSTHROUGH[passed])
    said.done()
    given = {key: value for key, value in options.items() if value is not None}
    # Another stack's function comes as a parameter, which is a known name too.
    if function is not None and function in draft.graph.resources:
        return new(
            "apigateway.LambdaIntegration",
            draft.object(Ref(function), *FUNCTIONS),
            options={"allowTestInvoke": False, **given},
        )
    fields: dict[str, Code | None] = {
        "type": enum("apigateway.IntegrationType", type_),
        "uri": draft.optional(uri),
        "integrationHttpMethod": verb,
        "options": struct("apigateway.IntegrationOptions", given),
    }
    return new("apigateway.Integration", options=fields)


def _milliseconds(number: int) -> Code:
    if number % 1000:
        return static("cdk.Duration", "millis", number)
    return duration(number // 1000) or ""


def _role(draft: Draft, said: Value) -> "Code | None":
    return None if said is None else draft.object(said, "iam.Role")


def _responses(draft: Draft, said: Value) -> "Code | None":
    if said is None:
        return None
    found: list[Code] = []
    for one in said if isinstance(said, list) else []:
        response = Said(one)
        fields: dict[str, Code | None] = {
            "statusCode": response.text("StatusCode"),
            "selectionPattern": response.text("SelectionPattern"),
            "responseTemplates": draft.optional(response.take("ResponseTemplates")),
        }
        response.done()
        found.append(struct("apigateway.IntegrationResponse", fields))
    return found


def authorizer(draft: Draft, resource: Resource) -> None:
    """A function that decides who may pass."""
    said = Said(resource.properties)
    draft.object(said.take("RestApiId"), API)
    type_, source = said.text("Type"), said.text("IdentitySource")
    (function,) = references(said.take("AuthorizerUri"))
    options: dict[str, Code | None] = {
        "handler": draft.object(Ref(function), *FUNCTIONS),
        "authorizerName": said.text("Name"),
        "resultsCacheTtl": duration(said.number("AuthorizerResultTtlInSeconds")),
    }
    said.done()
    header = (source or "").removeprefix("method.request.header.")
    named = static("apigateway.IdentitySource", "header", header)
    options |= {"identitySources": [named]} if type_ == "REQUEST" else {"identitySource": named}
    class_ = "apigateway.RequestAuthorizer" if type_ == "REQUEST" else "apigateway.TokenAuthorizer"
    making = construct(class_, draft.claim(resource.logical_id), options)
    draft.keep(resource.logical_id, class_, making, {"": "authorizerId"})


def part(draft: Draft, resource: Resource) -> None:
    """A deployment or a stage that was written with its API."""
    if not draft.has(resource.logical_id):
        raise UnsayableError(resource.logical_id)


BUILDERS = {
    "AWS::ApiGateway::Authorizer": authorizer,
    "AWS::ApiGateway::Deployment": part,
    "AWS::ApiGateway::Method": method,
    "AWS::ApiGateway::Resource": path,
    "AWS::ApiGateway::RestApi": rest_api,
    "AWS::ApiGateway::Stage": part,
}
