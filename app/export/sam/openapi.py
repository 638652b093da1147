"""Routes and integrations as API Gateway reads them from an OpenAPI document."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from app.graph import Sub, Value

_INTEGRATION = {
    "ConnectionId": "connectionId",
    "ConnectionType": "connectionType",
    "Credentials": "credentials",
    "CredentialsArn": "credentials",
    "IntegrationHttpMethod": "httpMethod",
    "IntegrationMethod": "httpMethod",
    "IntegrationSubtype": "integrationSubtype",
    "IntegrationTarget": "integrationTarget",
    "IntegrationType": "type",
    "IntegrationUri": "uri",
    "PassthroughBehavior": "passthroughBehavior",
    "PayloadFormatVersion": "payloadFormatVersion",
    "RequestParameters": "requestParameters",
    "RequestTemplates": "requestTemplates",
    "TimeoutInMillis": "timeoutInMillis",
    "TlsConfig": "tlsConfig",
    "Type": "type",
    "Uri": "uri",
}
"""OpenAPI's words for the properties of REST and HTTP integrations."""
_LOWER = ("type", "passthroughBehavior")
ANY = "x-amazon-apigateway-any-method"


def key(method: str) -> str:
    """An operation's key under its path."""
    return ANY if method == "ANY" else method.lower()


def integration(properties: Mapping[str, Value]) -> Mapping[str, Value]:
    """The extension that says where an operation leads."""
    said: dict[str, Value] = {}
    for name, value in properties.items():
        if name in _INTEGRATION:
            word = _INTEGRATION[name]
            said[word] = value.lower() if word in _LOWER and isinstance(value, str) else value
    responses = properties.get("IntegrationResponses")
    if isinstance(responses, Sequence) and not isinstance(responses, str):
        said["responses"] = {_pattern(response): _response(response) for response in responses}
    return said


def _pattern(response: Value) -> str:
    found = response.get("SelectionPattern", "default") if isinstance(response, Mapping) else "default"
    return str(found)


def _response(response: Value) -> Mapping[str, Value]:
    words = {
        "StatusCode": "statusCode",
        "ResponseTemplates": "responseTemplates",
        "ResponseParameters": "responseParameters",
    }
    if not isinstance(response, Mapping):
        return {}
    return {words[name]: value for name, value in response.items() if name in words}


def invoked(uri: Value) -> Value:
    """The ARN of the function that an invocation's address names; None if it names none."""
    parts = uri.parts if isinstance(uri, Sub) else ()
    for before, part in pairwise(parts):
        if isinstance(before, str) and before.endswith("/functions/"):
            return part
    return None


def document(title: Value, paths: Mapping[str, Mapping[str, Value]]) -> Mapping[str, Value]:
    """A document of these paths."""
    return {"openapi": "3.0.1", "info": {"title": title, "version": "1.0"}, "paths": paths}
