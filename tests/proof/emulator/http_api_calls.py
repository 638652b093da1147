"""HTTP APIs call AWS services themselves: SQS-SendMessage and the other subtypes of an integration.

MiniStack forgets the subtype and looks for a function. Webhook straight to SQS leans on it, and whatever else starts
with an HTTP API that no code stands behind.
"""

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

import ministack.services.apigateway as apis
import ministack.services.cloudformation.provisioners as provisioners
from ministack.core.responses import new_uuid

from tests.proof.emulator.service_calls import JSON, call

Shape = Callable[[Mapping[str, str]], Mapping[str, Any]]


def _message(said: Mapping[str, str]) -> Mapping[str, Any]:
    more = {"MessageAttributes": json.loads(said["MessageAttributes"])} if "MessageAttributes" in said else {}
    return {**said, **more}


def _event(said: Mapping[str, str]) -> Mapping[str, Any]:
    return {"Entries": [dict(said)]}


SUBTYPES: Mapping[str, tuple[str, str, Shape]] = {
    "SQS-SendMessage": ("sqs", "SendMessage", _message),
    "EventBridge-PutEvents": ("events", "PutEvents", _event),
    "Kinesis-PutRecord": ("kinesis", "PutRecord", dict),
    "StepFunctions-StartExecution": ("states", "StartExecution", dict),
    "StepFunctions-StartSyncExecution": ("states", "StartSyncExecution", dict),
}
"""Service, action, and what the action is sent (API Gateway Developer Guide, "Integration subtype reference")."""


def apply() -> None:
    """Keep what an integration says of its service, and call that service in the place of a function."""
    create, template, functions = (
        apis._create_integration,
        provisioners._apigw_v2_integration_props,
        apis._invoke_lambda_proxy,
    )

    def created(api: str, data: Mapping[str, Any]) -> Any:  # noqa: ANN401 - MiniStack has no types
        answer = create(api, data)
        if answer[0] == 201 and data.get("integrationSubtype"):
            made = json.loads(answer[2])["integrationId"]
            apis._integrations[api][made]["integrationSubtype"] = data["integrationSubtype"]
        return answer

    def kept(properties: Mapping[str, Any]) -> dict[str, Any]:
        return {**template(properties), "integrationSubtype": properties.get("IntegrationSubtype")}

    async def dispatch(integration: Mapping[str, Any], *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        subtype = integration.get("integrationSubtype")
        if not subtype:
            return await functions(integration, *rest, **named)
        _, stage, path, method, headers, body, query = rest[:7]
        context = {"requestId": new_uuid(), "stage": stage, "path": path, "httpMethod": method}
        known = {
            "request_headers": headers,
            "request_query": query or {},
            "path_params": (rest[8] if len(rest) > 8 else None) or {},
            "context_vars": context,
            "stage_vars": {},
        }
        said = _resolved(integration.get("requestParameters") or {}, body.decode() if body else "", known)
        service, action, shape = SUBTYPES[subtype]
        uri = (named.get("owner_region") or "us-east-1", service, "action", action)
        status, answer = await asyncio.to_thread(call, uri, json.dumps(shape(said)), named.get("owner_account_id"))
        return status, {"Content-Type": JSON}, answer.encode()

    apis._create_integration = created
    provisioners._apigw_v2_integration_props = kept
    apis._invoke_lambda_proxy = dispatch


def _resolved(parameters: Mapping[str, Any], body: str, known: Mapping[str, Any]) -> dict[str, str]:
    """The parameters with what the request holds; those for which it holds nothing are left out."""

    def atom(name: str) -> str | None:
        if name.startswith("$request.body"):
            rest = name.removeprefix("$request.body").removeprefix(".")
            value = json.loads(body).get(rest) if rest else body
        else:
            value = apis._resolve_mapping_atom(name, **known)
        return value if value is None or isinstance(value, str) else json.dumps(value)

    found: dict[str, str] = {}
    for key, said in parameters.items():
        text = str(said)
        value = atom(text) if text.startswith("$") else re.sub(r"\$\{([^}]+)\}", lambda m: atom(f"${m[1]}") or "", text)
        if value is not None:
            found[key] = value
    return found
