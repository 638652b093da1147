"""Bodies that API Gateway writes itself: form fields and JSON in its Velocity templates, and message groups in each
language.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.graph import Pseudo, RestIntegration, Sub, Text, Value, arn

_FIELD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")


@dataclass(frozen=True)
class Group:
    """A message group: a field of the message where the design names one, else one group for all."""

    encoded: str
    """For a form body in VTL."""
    request: str
    """For an HTTP API's request parameter."""
    jsonata: str
    """For a workflow's step."""


def group_of(said: str | None) -> Group:
    """The group that an arrow's `group_by` means."""
    if said is not None and _FIELD.fullmatch(said):
        return Group(
            encoded=f"$util.urlEncode($input.path('$.{said}'))",
            request=f"$request.body.{said}",
            jsonata=f"{{% $string($states.input.{said}) %}}",
        )
    return Group(encoded="all", request="all", jsonata="all")


def form(fields: Mapping[str, Value]) -> Text:
    """An `x-www-form-urlencoded` body. Values are VTL or references."""
    parts: list[Text] = []
    for name, value in fields.items():
        parts.append(f"{'&' if parts else ''}{name}=")
        parts.append(_text(value))
    return Sub.of(*parts)


def json_body(fields: Mapping[str, Value]) -> Text:
    """A JSON body whose values are VTL or references, each put in quotes; mappings and lists nest."""
    return Sub.of(*_json(fields))


def _json(value: Value) -> list[Text]:
    match value:
        case Mapping():
            parts: list[Text] = ["{"]
            for index, (name, item) in enumerate(value.items()):
                parts += [f"{', ' if index else ''}{json.dumps(name)}: ", *_json(item)]
            return [*parts, "}"]
        case list() | tuple():
            parts = ["["]
            for index, item in enumerate(value):
                parts += [*([", "] if index else []), *_json(item)]
            return [*parts, "]"]
        case _:
            return ['"', _text(value), '"']


def _text(value: Value) -> Text:
    if isinstance(value, str | Sub) or not isinstance(value, int | float | bool | Mapping | list | tuple | None):
        return value  # type: ignore[return-value]  # only references are left
    return str(value)


def rest_action(service: str, action: str, fields: Mapping[str, Value], target: str, version: str) -> RestIntegration:
    """A REST API's call of an AWS service that speaks JSON; the answer is an acknowledgement with the request's id.

    `target` and `version` are the service's `X-Amz-Target` prefix and JSON protocol version.
    """
    return RestIntegration(
        type="AWS",
        uri=arn("apigateway", f"action/{action}", account=service),
        template=json_body(fields),
        parameters={
            "integration.request.header.Content-Type": f"'application/x-amz-json-{version}'",
            "integration.request.header.X-Amz-Target": f"'{target}.{action}'",
        },
        answer='{"id": "$context.requestId"}',
        status="202",
    )


def state_task(action: str) -> Sub:
    """The resource of a workflow's step that an optimised integration runs, such as `sqs:sendMessage`."""
    return Sub.of("arn:", Pseudo("Partition"), f":states:::{action}")


BODY = '$util.escapeJavaScript($input.body).replaceAll("\\\\\'", "\'")'
"""The request's body as a JSON string; VTL escapes apostrophes, which JSON does not know."""
DATA = "$util.base64Encode($input.body)"
INPUT = "{% $string($states.input) %}"
"""A workflow's input as text."""
