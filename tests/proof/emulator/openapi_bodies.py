"""An OpenAPI Body of a REST API keeps its whole integrations, and its `x-amazon-apigateway-any-method`.

MiniStack takes type, method and address of an integration only, and drops what answers to any method. SAM writes every
`Api` as such a body: all SAM exports with a REST API lean on it.
"""

from collections.abc import Mapping
from typing import Any

import ministack.services.apigateway_v1 as apis

ANY = "x-amazon-apigateway-any-method"


def apply() -> None:
    """Import an operation as before, then say again what its integration is, completely."""
    bare = apis._import_operation
    apis._OPENAPI_HTTP_METHODS = frozenset(apis._OPENAPI_HTTP_METHODS) | {ANY}

    def whole(
        api: str,
        resource: str,
        method: str,
        operation: Mapping[str, Any] | None,
        schemes: Any = None,  # noqa: ANN401 - MiniStack has no types
        security: Any = None,  # noqa: ANN401 - MiniStack has no types
    ) -> None:
        verb = "ANY" if method.lower() == ANY else method
        bare(api, resource, verb, operation, schemes, security)
        said = (operation or {}).get("x-amazon-apigateway-integration")
        if not said:
            return
        apis._put_integration(api, resource, verb, _integration(said))
        for pattern, answer in (said.get("responses") or {}).items():
            apis._put_integration_response(api, resource, verb, str(answer["statusCode"]), _response(pattern, answer))

    apis._import_operation = whole


def _integration(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": (said.get("type") or "").upper(),
        "httpMethod": said.get("httpMethod"),
        "uri": said.get("uri"),
        "requestTemplates": said.get("requestTemplates") or {},
        "requestParameters": said.get("requestParameters") or {},
        "passthroughBehavior": (said.get("passthroughBehavior") or "WHEN_NO_MATCH").upper(),
    }


def _response(pattern: object, answer: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "selectionPattern": "" if pattern == "default" else str(pattern),
        "responseTemplates": answer.get("responseTemplates") or {},
        "responseParameters": answer.get("responseParameters") or {},
    }
