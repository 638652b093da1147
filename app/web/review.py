"""`POST /api/review`: a design in, findings out; `POST /api/review/fixes`: a design in, edits out."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.documents import DocumentError, Source, read_text
from app.documents.designs import design_at
from app.documents.json_text import read_json
from app.model import Design, Finding
from app.model.edit import Edit
from app.review import Harm, all_fixes, drawing_rules, fixed, located, review, rulebook, verdict
from app.web.bodies import DESIGN_BODY, TOO_LARGE, TooLargeError, body_of, refusals, refused


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
    left_out: tuple[str, ...] = Field(
        default=(), description="The rules that were not asked, since they read the resources of the design."
    )


class Fixes(BaseModel):
    """Every fix that needs no second look, to be applied as one step."""

    edits: tuple[Edit, ...]
    fixed: int = Field(description="How many findings the edits settle.")


def reviewed(text: str, *, resources: bool = True) -> Review:
    """The review of a design document; without `resources`, by its drawing alone. Raises DocumentError."""
    source, design = _read(text)
    asked = rulebook() if resources else drawing_rules()
    findings = located(review(design, asked), design, source)
    left_out = tuple(name for name in rulebook() if name not in asked)
    return Review(findings=findings, verdict=_verdict(design, findings), left_out=left_out)


def all_fixed(text: str) -> Fixes:
    """The safe fixes of a design document. Raises DocumentError."""
    _, done = fixed(_read(text)[1])
    return Fixes(edits=all_fixes(done), fixed=len(done))


def _read(text: str) -> tuple[Source, Design]:
    if (source := read_json(text)) is not None:
        # A complaint needs its line, which only the exact way knows.
        with suppress(DocumentError):
            return source, design_at(source)
    source = read_text(text)
    return source, design_at(source)


def _verdict(design: Design, findings: tuple[Finding, ...]) -> tuple[Consequence, ...]:
    said = verdict(design, findings)
    return tuple(
        Consequence(harm=harm, said=sentence, findings=len(found))
        for (harm, found), sentence in zip(said.harms, said.sentences, strict=True)
    )


def review_routes() -> APIRouter:
    """The two routes."""
    router = APIRouter(tags=["review"])
    said = refusals({413: TOO_LARGE, 422: "The document is no design; `findings` say where and why."})

    @router.post(
        "/api/review",
        summary="Review a design",
        response_model=Review,
        responses=said,
        openapi_extra=DESIGN_BODY,
    )
    async def review_design(
        request: Request,
        resources: Annotated[
            bool, Query(description="Whether to ask the rules that read what the design becomes, which takes longer.")
        ] = True,
    ) -> Response:
        """The body is a design in the format of design files, JSON or YAML. Nothing of it is kept.

        Each finding names its rule (explained at `/rules/{name}`), says what would happen, and holds the remedy as
        edits where there is one.
        """
        return await _answer(request, partial(reviewed, resources=resources))

    @router.post(
        "/api/review/fixes",
        summary="Work out every safe fix of a design",
        response_model=Fixes,
        responses=said,
        openapi_extra=DESIGN_BODY,
    )
    async def fix_design(request: Request) -> Response:
        """The body is a design as for `/api/review`. The edits are those of all fixes that need no second look, each
        worked out after the ones before it, since one fix can settle several findings. Nothing of it is kept.
        """
        return await _answer(request, all_fixed)

    return router


async def _answer(request: Request, work: Callable[[str], BaseModel]) -> Response:
    try:
        answer = await run_in_threadpool(work, await body_of(request))
    except (TooLargeError, UnicodeDecodeError, DocumentError) as error:
        return refused(error, request)
    return Response(answer.model_dump_json(by_alias=True), media_type="application/json")
