"""What the emulator's CloudFormation accepts and forgets, set after the deployment by public AWS calls.

Each is a property that MiniStack's service knows and its CloudFormation drops.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.proof.harness.emulator import ACCOUNT, REGION, Emulator

ANY = "x-amazon-apigateway-any-method"
VERBS = {"get", "put", "post", "delete", "options", "head", "patch", ANY}


def mend(emulator: Emulator, template: Mapping[str, Any], physical: Mapping[str, str]) -> None:
    """Set what was forgotten. `physical` maps logical ids to the names that the emulator gave."""
    known = _Known(physical)
    for name, said in template["Resources"].items():
        properties = said.get("Properties", {})
        if name not in physical:
            continue
        if said["Type"] == "AWS::Lambda::Function":
            _function(emulator, physical[name], properties)
        elif said["Type"] == "AWS::ApiGatewayV2::Api" and "Body" in properties:
            _routes(emulator, physical[name], properties["Body"], known)


def _function(emulator: Emulator, name: str, properties: Mapping[str, Any]) -> None:
    """Without its cap a function would run as often as its queue has messages; without Allow, no loop runs."""
    functions = emulator.client("lambda")
    if (cap := properties.get("ReservedConcurrentExecutions")) is not None:
        functions.put_function_concurrency(FunctionName=name, ReservedConcurrentExecutions=int(cap))
    if loop := properties.get("RecursiveLoop"):
        functions.put_function_recursion_config(FunctionName=name, RecursiveLoop=loop)


def _routes(emulator: Emulator, api: str, body: Mapping[str, Any], known: "_Known") -> None:
    """The routes of an HTTP API that are written as OpenAPI, which is how SAM writes `HttpApi` events."""
    gateway = emulator.client("apigatewayv2")
    authorizers = {
        name: gateway.create_authorizer(ApiId=api, Name=name, **_authorizer(said, known))["AuthorizerId"]
        for name, said in body.get("components", {}).get("securitySchemes", {}).items()
    }
    integrations: dict[str, str] = {}
    for path, verb, operation in _operations(body):
        said = known.resolved(operation["x-amazon-apigateway-integration"])
        key = repr(sorted(said.items()))
        if key not in integrations:
            integrations[key] = gateway.create_integration(ApiId=api, **_integration(said))["IntegrationId"]
        route = "$default" if path == "/$default" else f"{'ANY' if verb == ANY else verb.upper()} {path}"
        secured = [name for asked in operation.get("security", []) for name in asked if name in authorizers]
        guarded = {"AuthorizationType": "JWT", "AuthorizerId": authorizers[secured[0]]} if secured else {}
        gateway.create_route(ApiId=api, RouteKey=route, Target=f"integrations/{integrations[key]}", **guarded)


def _operations(body: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for path, operations in body.get("paths", {}).items():
        for verb, operation in operations.items():
            if verb.lower() in VERBS and "x-amazon-apigateway-integration" in operation:
                yield path, verb.lower(), operation


def _integration(said: Mapping[str, Any]) -> dict[str, Any]:
    wanted = {
        "IntegrationType": said["type"].upper(),
        "IntegrationUri": said.get("uri"),
        "IntegrationMethod": said.get("httpMethod", "POST"),
        "PayloadFormatVersion": said.get("payloadFormatVersion", "2.0"),
        "IntegrationSubtype": said.get("integrationSubtype"),
        "CredentialsArn": said.get("credentials"),
        "RequestParameters": said.get("requestParameters"),
    }
    return {name: value for name, value in wanted.items() if value is not None}


def _authorizer(said: Mapping[str, Any], known: "_Known") -> dict[str, Any]:
    told = known.resolved(said["x-amazon-apigateway-authorizer"])
    configuration = told["jwtConfiguration"]
    return {
        "AuthorizerType": "JWT",
        "IdentitySource": [told["identitySource"]],
        "JwtConfiguration": {"Issuer": configuration["issuer"], "Audience": configuration["audience"]},
    }


class _Known:
    """Resolves the functions of CloudFormation that stand in a body."""

    def __init__(self, physical: Mapping[str, str]) -> None:
        self._physical = physical
        self._pseudo = {
            "AWS::Region": REGION,
            "AWS::Partition": "aws",
            "AWS::AccountId": ACCOUNT,
            "AWS::URLSuffix": "amazonaws.com",
        }

    def resolved(self, value: Any) -> Any:  # noqa: ANN401 - a template holds any JSON
        """The value as CloudFormation would have given it to the service."""
        match value:
            case {"Ref": str(name)} if len(value) == 1:
                return self._pseudo.get(name) or self._physical[name]
            case {"Fn::GetAtt": [str(name), "Arn"]}:
                return self._arn(name)
            case {"Fn::Sub": str(text)}:
                return re.sub(r"\$\{([^!}]+)\}", self._filled, text)
            case {"Fn::Join": [str(by), list(parts)]}:
                return by.join(str(self.resolved(part)) for part in parts)
            case dict():
                return {key: self.resolved(item) for key, item in value.items()}
            case list():
                return [self.resolved(item) for item in value]
        return value

    def _filled(self, match: re.Match[str]) -> str:
        name, _, attribute = match[1].partition(".")
        return self._arn(name) if attribute == "Arn" else str(self._pseudo.get(name) or self._physical[name])

    def _arn(self, name: str) -> str:
        """A function's; no other ARN stands in the body of an HTTP API."""
        return f"arn:aws:lambda:{REGION}:{ACCOUNT}:function:{self._physical[name]}"
