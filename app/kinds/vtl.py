"""Bodies that API Gateway writes itself: form fields and JSON in its Velocity templates, and message groups in each
language.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.graph import Pseudo, RestIntegration, Sub, Text, Value, arn


@dataclass(frozen=True)
class Group:
    """What a message stays in order with: a queue's or topic's message group, a stream's partition key."""

    encoded: str
    """For a form body in VTL."""
    quoted: str
    """For a JSON body in VTL, between its quotes."""
    request: str
    """For an HTTP API's request parameter."""
    jsonata: str
    """For a workflow's step."""


ALL = Group(encoded="all", quoted="all", request="all", jsonata="all")
"""One group for all messages."""
ITS_OWN = Group(
    encoded="$context.requestId",
    quoted="$context.requestId",
    request="$context.requestId",
    jsonata="{% $states.context.Execution.Name %}",
)
"""A group for each message, so that they spread evenly."""


def group_of(said: str | None, otherwise: Group = ALL) -> Group:
    """The group that an arrow's `group_by` means, and what a message without that field falls back to.

    An HTTP API cannot fall back: a request without the field is refused.
    """
    if said is None:
        return otherwise
    field = f"$states.input.{said}"
    return Group(
        encoded=_grouped(said, '$util.urlEncode("$group")', otherwise.encoded),
        quoted=_grouped(said, _escaped('"$group"'), otherwise.quoted),
        request=f"$request.body.{said}",
        jsonata=f"{{% $exists({field}) ? $string({field}) : {_expression(otherwise.jsonata)} %}}",
    )


def _grouped(field: str, written: str, otherwise: str) -> str:
    # In quotes a number is text too, which is what the functions take.
    return f"#set($group = $input.path('$.{field}'))#if($group && $group != \"\"){written}#{{else}}{otherwise}#end"


def _escaped(text: str) -> str:
    """VTL that makes a text fit for JSON; what VTL offers escapes apostrophes, which JSON does not know."""
    return f'$util.escapeJavaScript({text}).replaceAll("\\\\\'", "\'")'


def _expression(jsonata: str) -> str:
    return jsonata.removeprefix("{% ").removesuffix(" %}") if jsonata.startswith("{%") else f"'{jsonata}'"


@dataclass(frozen=True)
class Attributes:
    """Headers of a request as attributes of a queue's message. SQS refuses one that is empty."""

    encoded: Mapping[str, Value]
    """Fields of a form body in VTL."""
    request: Mapping[str, Value]
    """Request parameters of an HTTP API."""


def attributes_of(headers: Sequence[str]) -> Attributes:
    """The attributes that an arrow's `headers` mean."""
    encoded: dict[str, Value] = {}
    for number, name in enumerate(headers, 1):
        field = f"MessageAttribute.{number}"
        encoded[f"{field}.Name"] = name
        encoded[f"{field}.Value.DataType"] = "String"
        encoded[f"{field}.Value.StringValue"] = f"$util.urlEncode($input.params('{name}'))"
    said = {name: {"DataType": "String", "StringValue": f"${{request.header.{name}}}"} for name in headers}
    return Attributes(encoded, {"MessageAttributes": json.dumps(said)} if said else {})


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


BODY = _escaped("$input.body")
"""The request's body as a JSON string."""
DATA = "$util.base64Encode($input.body)"
INPUT = "{% $string($states.input) %}"
"""A workflow's input as text."""
