"""Designs sent as the body of a request, without being saved."""

from typing import Any

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel

from app.documents import DocumentError
from app.documents.yaml_text import MAX_BYTES
from app.model import Finding
from app.web.errors import PROBLEM, problem

DESIGN_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"type": "object"}}, "application/yaml": {"schema": {}}},
    }
}
"""What OpenAPI is told of a route whose body is a design, JSON or YAML."""


class DesignProblem(BaseModel):
    """RFC 9457 problem details, with what is wrong with the document."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    findings: tuple[Finding, ...] = ()


class TooLargeError(Exception):
    """A body is larger than any design needs to be."""


def refusals(texts: dict[int, str]) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI is told of refused designs: the words for each status."""
    said: dict[int | str, dict[str, Any]] = {}
    for status, text in texts.items():
        schema = DesignProblem.model_json_schema(ref_template="#/components/schemas/{model}")
        # What it refers to, an answer's own schema defines.
        schema.pop("$defs", None)
        said[status] = {"description": text, "content": {PROBLEM: {"schema": schema}}}
    return said


TOO_LARGE = f"The body is larger than {MAX_BYTES:,} bytes."


async def body_of(request: Request) -> str:
    """The body as text. Raises TooLargeError, and UnicodeDecodeError if it is not UTF-8."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            raise TooLargeError
    return body.decode("utf-8")


def refused(error: Exception, request: Request) -> Response:
    """The answer to a body that is no design, or none that can be deployed."""
    match error:
        case TooLargeError():
            return problem(413, f"the body is larger than {MAX_BYTES:,} bytes: divide the design", request)
        case UnicodeDecodeError():
            return problem(422, f"the body is not UTF-8: byte {error.start}", request)
        case DocumentError():
            return with_findings(error.findings, request)
        case _:
            raise error


def with_findings(findings: tuple[Finding, ...], request: Request) -> Response:
    """A refusal with the reasons."""
    found = [finding.model_dump(mode="json") for finding in findings]
    return problem(422, findings[0].message, request, findings=found)
