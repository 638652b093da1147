"""Headers of a request travel with a queue's message, and with nothing that could not keep them."""

import json
from typing import Any, cast

import pytest

from app.graph import Sub
from app.lower import LoweringError, lower
from app.model import Component, Connection, Design, Endpoint, Semantics


def drawn(api: str, target: str, headers: list[str]) -> Design:
    said = {"route": "POST /webhook", "headers": headers}
    arrow = Connection(
        id="send",
        source=Endpoint(component="api", port="sends"),
        target=Endpoint(component="target", port="messages"),
        semantics=Semantics.ASYNC,
        properties=said,
    )
    parts = (Component(id="api", kind=api, name="API"), Component(id="target", kind=target, name="Target"))
    return Design(name="headers", components=parts, connections=(arrow,))


def the(design: Design, kind: str) -> dict[str, Any]:
    (resource,) = lower(design).of_type(kind)
    return cast(dict[str, Any], resource.properties)


def test_an_http_api_makes_attributes_of_them() -> None:
    said = the(drawn("http-api", "queue", ["X-Signature"]), "AWS::ApiGatewayV2::Integration")["RequestParameters"]
    assert json.loads(said["MessageAttributes"]) == {
        "X-Signature": {"DataType": "String", "StringValue": "${request.header.X-Signature}"}
    }


@pytest.mark.parametrize("target", ["queue", "microservice"])
def test_a_rest_api_makes_attributes_of_them(target: str) -> None:
    integration = the(drawn("rest-api", target, ["X-Signature", "X-Topic"]), "AWS::ApiGateway::Method")["Integration"]
    (template,) = integration["RequestTemplates"].values()
    text = template if isinstance(template, str) else "".join(map(str, cast(Sub, template).parts))
    assert "&MessageAttribute.1.Name=X-Signature&" in text
    assert "&MessageAttribute.2.Value.StringValue=$util.urlEncode($input.params('X-Topic'))" in text


@pytest.mark.parametrize("api", ["http-api", "rest-api"])
def test_without_any_there_are_no_attributes(api: str) -> None:
    assert "MessageAttribute" not in str(lower(drawn(api, "queue", [])).resources)


@pytest.mark.parametrize("api", ["http-api", "rest-api"])
def test_a_stream_keeps_none_and_says_so(api: str) -> None:
    with pytest.raises(LoweringError, match="headers") as caught:
        lower(drawn(api, "stream", ["X-Signature"]))
    assert "send" in str(caught.value.findings)
