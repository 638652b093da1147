"""APIs that hold their routes in an OpenAPI body, unfolded into the resources that API Gateway makes of it.

Source: API Gateway Developer Guide, "OpenAPI extensions for API Gateway".
"""

import re
from collections.abc import Mapping
from typing import Any

EXTENSION = "x-amazon-apigateway-"
_ANY = f"{EXTENSION}any-method"
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", _ANY)
_REST = {
    "type": "Type",
    "uri": "Uri",
    "httpMethod": "IntegrationHttpMethod",
    "credentials": "Credentials",
    "requestParameters": "RequestParameters",
    "requestTemplates": "RequestTemplates",
    "passthroughBehavior": "PassthroughBehavior",
    "timeoutInMillis": "TimeoutInMillis",
    "connectionType": "ConnectionType",
    "connectionId": "ConnectionId",
}
_HTTP = {
    "type": "IntegrationType",
    "uri": "IntegrationUri",
    "httpMethod": "IntegrationMethod",
    "credentials": "CredentialsArn",
    "integrationSubtype": "IntegrationSubtype",
    "requestParameters": "RequestParameters",
    "payloadFormatVersion": "PayloadFormatVersion",
    "timeoutInMillis": "TimeoutInMillis",
    "connectionType": "ConnectionType",
    "connectionId": "ConnectionId",
    "tlsConfig": "TlsConfig",
}
_INVOCATION = re.compile(r".*:lambda:path/2015-03-31/functions/\$\{(\w+)\.Arn\}/invocations")

Raw = dict[str, Any]


def unfold(resources: Mapping[str, Raw]) -> dict[str, Raw]:
    """The resources of a template, with those in the place of bodies that the bodies stand for."""
    found: dict[str, Raw] = {}
    for name, resource in resources.items():
        properties = resource.get("Properties") or {}
        if "Body" not in properties:
            found[name] = resource
            continue
        kept = {key: value for key, value in properties.items() if key not in ("Body", "Parameters")}
        found[name] = resource | {"Properties": kept}
        unfolded = _Rest if resource["Type"] == "AWS::ApiGateway::RestApi" else _Http
        unfolded(name, properties["Body"], kept, found).unfold()
    return found


class _Body:
    """A body on its way into `found`; `api` are the properties of the API itself."""

    def __init__(self, name: str, body: Raw, api: Raw, found: dict[str, Raw]) -> None:
        self.name, self.body, self.api, self.found = name, body, api, found
        self.schemes = body.get("components", {}).get("securitySchemes") or body.get("securityDefinitions") or {}

    def add(self, type_: str, word: str, properties: Raw) -> Raw:
        """Add a resource under a name that no logical id can be; gives a reference to it."""
        key = f"{self.name} {word}"
        self.found[key] = {"Type": type_, "Properties": properties}
        return {"Ref": key}

    def unfold(self) -> None:
        """Add what the body stands for."""
        for name, scheme in self.schemes.items():
            if f"{EXTENSION}authorizer" in scheme:
                self.authorizer(name, scheme)
        for path, operations in self.body["paths"].items():
            for method, operation in operations.items():
                if method in _METHODS:
                    self.operation(path, "ANY" if method == _ANY else method.upper(), operation)

    def security(self, operation: Raw) -> list[str]:
        """The names of the schemes that guard an operation."""
        return [name for said in operation.get("security", []) for name in said if name != "NONE"]

    def authorizer(self, name: str, scheme: Raw) -> None:
        """Add an authorizer."""
        raise NotImplementedError

    def operation(self, path: str, method: str, operation: Raw) -> None:
        """Add what an operation stands for."""
        raise NotImplementedError


class _Rest(_Body):
    def unfold(self) -> None:
        for server in self.body.get("servers", []):
            endpoint = server.get(f"{EXTENSION}endpoint-configuration", {})
            if "disableExecuteApiEndpoint" in endpoint:
                self.api["DisableExecuteApiEndpoint"] = endpoint["disableExecuteApiEndpoint"]
        if f"{EXTENSION}policy" in self.body:
            self.api["Policy"] = self.body[f"{EXTENSION}policy"]
        super().unfold()

    def authorizer(self, name: str, scheme: Raw) -> None:
        said = scheme[f"{EXTENSION}authorizer"]
        properties = {
            "Name": name,
            "RestApiId": {"Ref": self.name},
            "Type": said["type"].upper(),
            "AuthorizerUri": said["authorizerUri"],
            "IdentitySource": said.get("identitySource", f"method.request.header.{scheme['name']}"),
        }
        if "authorizerResultTtlInSeconds" in said:
            properties["AuthorizerResultTtlInSeconds"] = said["authorizerResultTtlInSeconds"]
        self.add("AWS::ApiGateway::Authorizer", f"authorizer {name}", properties)

    def operation(self, path: str, method: str, operation: Raw) -> None:
        said = operation[f"{EXTENSION}integration"]
        integration = {word: said[key] for key, word in _REST.items() if key in said}
        for word in ("Type", "PassthroughBehavior"):
            if word in integration:
                integration[word] = integration[word].upper()
        if "responses" in said:
            integration["IntegrationResponses"] = [_response(*item) for item in said["responses"].items()]
        properties: Raw = {
            "RestApiId": {"Ref": self.name},
            "ResourceId": self.path(path),
            "HttpMethod": method,
            "AuthorizationType": "NONE",
            "Integration": integration,
        }
        for name in self.security(operation):
            scheme = self.schemes[name]
            if f"{EXTENSION}authorizer" in scheme:
                reference = {"Ref": f"{self.name} authorizer {name}"}
                properties |= {"AuthorizationType": "CUSTOM", "AuthorizerId": reference}
            elif scheme.get(f"{EXTENSION}authtype") == "awsSigv4":
                properties["AuthorizationType"] = "AWS_IAM"
            elif scheme["name"] == "x-api-key":
                properties["ApiKeyRequired"] = True
        places = {"path": "path", "header": "header", "query": "querystring"}
        parameters = {
            f"method.request.{places[one['in']]}.{one['name']}": one.get("required", False)
            for one in operation.get("parameters", [])
        }
        if parameters:
            properties["RequestParameters"] = parameters
        if operation.get("responses"):
            properties["MethodResponses"] = [{"StatusCode": status} for status in operation["responses"]]
        self.add("AWS::ApiGateway::Method", f"{method} {path}", properties)

    def path(self, path: str) -> Raw:
        """The resource of a path; made with those above it, once."""
        above, _, part = path.rstrip("/").rpartition("/")
        if not part:
            return {"Fn::GetAtt": [self.name, "RootResourceId"]}
        if f"{self.name} {path}" in self.found:
            return {"Ref": f"{self.name} {path}"}
        properties = {"RestApiId": {"Ref": self.name}, "ParentId": self.path(above), "PathPart": part}
        return self.add("AWS::ApiGateway::Resource", path, properties)


def _response(pattern: str, said: Raw) -> Raw:
    response: Raw = {"StatusCode": said["statusCode"]}
    if pattern != "default":
        response["SelectionPattern"] = pattern
    for key, word in (("responseTemplates", "ResponseTemplates"), ("responseParameters", "ResponseParameters")):
        if key in said:
            response[word] = said[key]
    return response


class _Http(_Body):
    def unfold(self) -> None:
        info = self.body["info"]
        self.api |= {"Name": info["title"], "ProtocolType": "HTTP"}
        if "description" in info:
            self.api["Description"] = info["description"]
        super().unfold()

    def authorizer(self, name: str, scheme: Raw) -> None:
        said = scheme[f"{EXTENSION}authorizer"]
        sources = said["identitySource"]
        properties: Raw = {
            "Name": name,
            "ApiId": {"Ref": self.name},
            "AuthorizerType": said["type"].upper(),
            "IdentitySource": sources if isinstance(sources, list) else [sources],
        }
        if "jwtConfiguration" in said:
            jwt = said["jwtConfiguration"]
            properties["JwtConfiguration"] = {"Issuer": jwt["issuer"], "Audience": jwt["audience"]}
        for key in ("authorizerUri", "authorizerResultTtlInSeconds", "authorizerPayloadFormatVersion"):
            if key in said:
                properties[key[0].upper() + key[1:]] = said[key]
        self.add("AWS::ApiGatewayV2::Authorizer", f"authorizer {name}", properties)

    def operation(self, path: str, method: str, operation: Raw) -> None:
        said = operation[f"{EXTENSION}integration"]
        integration = {word: said[key] for key, word in _HTTP.items() if key in said}
        integration["IntegrationType"] = integration["IntegrationType"].upper()
        integration["ApiId"] = {"Ref": self.name}
        uri = integration.get("IntegrationUri")
        invoked = _INVOCATION.fullmatch(str(uri["Fn::Sub"])) if isinstance(uri, dict) and "Fn::Sub" in uri else None
        if invoked:
            integration["IntegrationUri"] = {"Fn::GetAtt": [invoked[1], "Arn"]}
        key = "$default" if path.strip("/") == "$default" else f"{method} {path}"
        made = self.add("AWS::ApiGatewayV2::Integration", f"integration {key}", integration)
        target = {"Fn::Join": ["", ["integrations/", made]]}
        route: Raw = {"ApiId": {"Ref": self.name}, "RouteKey": key, "Target": target, "AuthorizationType": "NONE"}
        for name in self.security(operation):
            scheme = self.schemes[name]
            if f"{EXTENSION}authorizer" in scheme:
                type_ = "JWT" if scheme[f"{EXTENSION}authorizer"]["type"] == "jwt" else "CUSTOM"
                route |= {"AuthorizationType": type_, "AuthorizerId": {"Ref": f"{self.name} authorizer {name}"}}
            else:
                route["AuthorizationType"] = "AWS_IAM"
        self.add("AWS::ApiGatewayV2::Route", f"route {key}", route)
