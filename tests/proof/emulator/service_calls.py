"""REST APIs call AWS services themselves: Kinesis, Step Functions, EventBridge, Firehose, DynamoDB.

MiniStack has SQS and Lambda only, and a part of the template language; here airspeed reads the whole of it. Streamer,
State Machine, Fan-Out/Fan-In and whatever else starts a service without a function lean on it.
"""

import asyncio
import base64
import json
import os
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import airspeed
import ministack.services.apigateway_v1 as apis
from ministack.core.responses import new_uuid

TARGETS = {
    "dynamodb": ("DynamoDB_20120810", "1.0"),
    "events": ("AWSEvents", "1.1"),
    "firehose": ("Firehose_20150804", "1.1"),
    "kinesis": ("Kinesis_20131202", "1.1"),
    "sqs": ("AmazonSQS", "1.0"),
    "states": ("AWSStepFunctions", "1.0"),
}
"""The `X-Amz-Target` prefix and JSON version of each service's protocol (the services' API references)."""
JSON = "application/json"


class _Input:
    """`$input` of a mapping template (API Gateway Developer Guide, "Mapping template variable reference")."""

    def __init__(self, text: str, parameters: Mapping[str, str]) -> None:
        self.body = text
        self._parameters = parameters

    def path(self, path: str) -> Any:  # noqa: ANN401 - any JSON
        return apis._vtl_json_path(self.body, path)

    def json(self, path: str) -> str:
        return json.dumps(self.path(path))

    def params(self, name: str | None = None) -> Any:  # noqa: ANN401 - all of them, or one
        return self._parameters if name is None else self._parameters.get(name, "")


UTIL = SimpleNamespace(
    base64Encode=lambda value: base64.b64encode(str(value).encode()).decode(),
    base64Decode=lambda value: base64.b64decode(value).decode(),
    urlEncode=lambda value: urllib.parse.quote(str(value), safe=""),
    escapeJavaScript=lambda value: json.dumps(str(value))[1:-1].replace("'", "\\'"),
    parseJson=json.loads,
)
"""`$util` of a mapping template, under AWS's names."""


def render(template: str, text: str, parameters: Mapping[str, str], context: Mapping[str, Any]) -> str:
    """A mapping template filled in."""
    names = {"input": _Input(text, parameters), "util": UTIL, "context": context}
    return str(airspeed.Template(template).merge(names))


def apply() -> None:
    """Take over integrations with one of these services; the others go on as before."""
    functions = apis._invoke_lambda_custom_v1

    async def dispatch(integration: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - MiniStack has no types
        uri = apis._parse_service_integration_uri(integration.get("uri", ""))
        if not (uri and uri[1] in TARGETS and uri[2] == "action"):
            return await functions(integration, *rest, **named)
        stage, path, method, headers, body, query, path_parameters = rest[1], *rest[4:]
        parameters = {**headers, **{name: _first(value) for name, value in (query or {}).items()}}
        text = body.decode() if body else ""
        context = {
            "requestId": new_uuid(),
            "stage": stage,
            "resourcePath": path,
            "httpMethod": method,
            "authorizer": named.get("authorizer_context") or {},
            "accountId": named.get("owner_account_id") or "",
        }
        template = (integration.get("requestTemplates") or {}).get(JSON)
        payload = text if template is None else render(template, text, parameters | (path_parameters or {}), context)
        status, answer = await asyncio.to_thread(call, uri, payload, named.get("owner_account_id"))
        chosen = apis._select_service_integration_response(integration, status)
        if chosen is None:
            return 500, {"Content-Type": JSON}, b'{"message": "Internal server error"}'
        wanted = (chosen.get("responseTemplates") or {}).get(JSON)
        told = render(wanted, answer, {}, context) if wanted else answer
        return int(chosen.get("statusCode") or status), {"Content-Type": JSON}, told.encode()

    apis._invoke_lambda_custom_v1 = dispatch


def _first(value: Any) -> str:  # noqa: ANN401 - one value or several
    return str(value[0] if isinstance(value, list) else value)


def call(uri: tuple[str, str, str, str], payload: str, account: str | None) -> tuple[int, str]:
    """Ask the emulator itself, as API Gateway asks the service."""
    region, service, _, action = uri
    prefix, version = TARGETS[service]
    credential = f"{account or 'test'}/20260101/{region}/{service}/aws4_request"
    request = urllib.request.Request(
        f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}/",
        data=payload.encode(),
        method="POST",
        headers={
            "X-Amz-Target": f"{prefix}.{action}",
            "Content-Type": f"application/x-amz-json-{version}",
            "Authorization": f"AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders=host, Signature=x",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 - the loopback
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
