"""`POST /api/review`: a design in, findings out."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.documents import DocumentError, read_text
from app.documents.designs import design_at
from app.documents.yaml_text import MAX_BYTES
from app.model import Design, Finding
from app.review import Harm, located, review, verdict
from app.web.errors import PROBLEM, problem


class Consequence(BaseModel):
    """One kind of harm, and what it would come to."""

    harm: Harm
    said: str = Field(description="One sentence: what would suffer.")
    findings: int = Field(description="How many findings lead to it.")


class Review(BaseModel):
    """What a review found, the gravest first."""

    findings: tuple[Finding, ...]
    verdict: tuple[Consequence, ...] = Field(
        description="No score: what would be lost, fall over or cost, if anything."
    )


class ReviewProblem(BaseModel):
    """RFC 9457 problem details, with what is wrong with the document."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    findings: tuple[Finding, ...] = ()


_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"type": "object"}}, "application/yaml": {"schema": {}}},
    }
}


def reviewed(text: str) -> Review:
    """The review of a design document. Raises DocumentError."""
    source = read_text(text)
    design = design_at(source)
    findings = located(review(design), design, source)
    return Review(findings=findings, verdict=_verdict(design, findings))


def _verdict(design: Design, findings: tuple[Finding, ...]) -> tuple[Consequence, ...]:
    said = verdict(design, findings)
    return tuple(
        Consequence(harm=harm, said=sentence, findings=len(found))
        for (harm, found), sentence in zip(said.harms, said.sentences, strict=True)
    )


def review_routes() -> APIRouter:
    """The route."""
    router = APIRouter(tags=["review"])
    refusals: dict[int | str, dict[str, Any]] = {
        status: {
            "description": text,
            "content": {
                PROBLEM: {"schema": ReviewProblem.model_json_schema(ref_template="#/components/schemas/{model}")}
            },
        }
        for status, text in (
            (413, f"The body is larger than {MAX_BYTES:,} bytes."),
            (422, "The document is no design; `findings` say where and why."),
        )
    }
    for refusal in refusals.values():
        # What it refers to, the answer's own schema defines.
        refusal["content"][PROBLEM]["schema"].pop("$defs", None)

    @router.post(
        "/api/review",
        summary="Review a design",
        response_model=Review,
        responses=refusals,
        openapi_extra=_BODY,
    )
    async def review_design(request: Request) -> Response:
        """The body is a design in the format of design files, JSON or YAML. Nothing of it is kept.

        Each finding names its rule (explained at `/rules/{name}`), says what would happen, and holds the remedy as
        edits where there is one.
        """
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BYTES:
                return problem(413, f"the body is larger than {MAX_BYTES:,} bytes: divide the design", request)
        try:
            answer = await run_in_threadpool(reviewed, body.decode("utf-8"))
        except UnicodeDecodeError as error:
            return problem(422, f"the body is not UTF-8: byte {error.start}", request)
        except DocumentError as error:
            found = [finding.model_dump(mode="json") for finding in error.findings]
            return problem(422, error.findings[0].message, request, findings=found)
        return Response(answer.model_dump_json(by_alias=True), media_type="application/json")

    return router
