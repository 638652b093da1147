"""How designs travel: bodies and their limits, versions in headers, answers and their schemas."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel

from app.documents import DocumentError, Source, validate
from app.documents.yaml_text import MAX_BYTES
from app.model import Design, Draft, Finding
from app.model.base import Frozen
from app.model.design import Name
from app.store import Conflict, Saved, StaleError, Summary, design_of, findings_of, merge, read_json
from app.store.upgrade import upgrade
from app.web.errors import PROBLEM, problem

CACHE_CONTROL = "private, no-cache"
"""The browser may keep it for its user, and asks each time whether it still holds."""
_TAG = re.compile(r'\s*(?:W/)?"([^"]*)"\s*(?:,|$)|\s*\*\s*$')
_SAID = {
    400: "The body is no JSON.",
    403: "A page of another site asked for this.",
    404: "There is no such thing, or none that you were given.",
    409: "The design's state does not allow it; `reason` says why.",
    412: "Somebody has saved a newer version: `current` is what is saved now, `merge` what a merge with yours gives.",
    413: f"The body is larger than {MAX_BYTES:,} bytes.",
    415: "The body is not sent as application/json.",
    422: "The document is no design, or a parameter is wrong; `findings` say where and why.",
    428: "Say which version you changed: send its ETag as If-Match.",
}
M = TypeVar("M", bound=BaseModel)


class ProblemError(Exception):
    """An error to be answered as a problem document."""

    def __init__(self, status: int, detail: str, **more: Any) -> None:  # noqa: ANN401 - members are any JSON
        super().__init__(detail)
        self.status, self.detail, self.more = status, detail, more


class SavedDesign(Summary):
    """A saved design with its document."""

    findings: tuple[Finding, ...]
    """What kinds and protocols complain of; places are JSON pointers into `design`."""
    design: Draft


class NewName(Frozen):
    """What something is to be called."""

    name: Name


class NewNameOrNone(Frozen):
    """What something is to be called, if it is to be called anything."""

    name: Name | None = None


class MergeAnswer(Frozen):
    """What a merge gives: a design to save, or the conflicts that stand against it."""

    design: Draft | None
    conflicts: tuple[Conflict, ...]


class Fork(Frozen):
    """Two designs and the one that both came of."""

    base: dict[str, Any]
    mine: dict[str, Any]
    theirs: dict[str, Any]


class DesignProblem(BaseModel):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    reason: str | None = None
    """Tells the errors of one status apart."""


class DocumentProblem(DesignProblem):
    """Problem details about a document."""

    findings: tuple[Finding, ...] = ()
    """What is wrong with the document that was sent, and where."""


class StaleProblem(DesignProblem):
    """Problem details with what is needed to go on."""

    current: SavedDesign
    merge: MergeAnswer | None = None
    """None where the version that was named is no longer among the revisions."""


_PROBLEMS = {400: DocumentProblem, 412: StaleProblem, 422: DocumentProblem}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors of a route, for OpenAPI."""
    return {
        status: {
            "description": _SAID[status],
            "content": {PROBLEM: {"schema": _schema(_PROBLEMS.get(status, DesignProblem))}},
        }
        for status in statuses
    }


@cache  # to make one takes longer than everything else about a route
def _schema(model: type[BaseModel]) -> dict[str, Any]:
    """A model's schema for a place where FastAPI takes no model; what it refers to, the routes' answers define."""
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    schema.pop("$defs", None)
    return schema


def body_schema(model: type[BaseModel], *, required: bool = True) -> dict[str, Any]:
    """A request body for OpenAPI; the routes read it themselves, so that a design's complaints have their places."""
    content = {"application/json": {"schema": _schema(model)}}
    return {"requestBody": {"required": required, "content": content}}


DESIGN_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Draft"}}},
    }
}


async def _limited(request: Request) -> bytes:
    return await _body(request, MAX_BYTES)


async def _three(request: Request) -> bytes:
    return await _body(request, 3 * MAX_BYTES)


async def _body(request: Request, limit: int) -> bytes:
    """The body, refused as soon as it is known to be too large or not JSON."""
    too_large = ProblemError(413, f"the body is larger than {limit:,} bytes: divide the design", limit=limit)
    told = request.headers.get("content-length", "")
    if told.isdecimal() and int(told[:12]) > limit:
        raise too_large
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise too_large
    # A browser sends JSON to another site only after asking it, which nobody answers here.
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if body and kind != "application/json":
        raise ProblemError(415, f"send the body as application/json, not as {kind[:80] or 'nothing in particular'}")
    return bytes(body)


JsonBody = Annotated[bytes, Depends(_limited)]
"""A body within its limits, not yet read: that is done in the route's own thread."""
ThreeDesigns = Annotated[bytes, Depends(_three)]
"""The same for as much as three designs."""
IfMatch = Annotated[str | None, Header(description="The ETag of the version that you mean.")]
IfNoneMatch = Annotated[str | None, Header(description="The ETag of the version that you have; PUT: `*` to create.")]
NamedId = Annotated[str, Path(pattern="^[0-9a-f]{32}$", description="32 hexadecimal digits.")]


def required(body: bytes) -> Any:  # noqa: ANN401 - data is whatever the document holds
    """The body's data. Raises ProblemError for what is no JSON."""
    try:
        return read_json(body)
    except DocumentError as error:
        raise ProblemError(400, str(error.findings[0]), findings=findings_json(error.findings)) from error


def read(model: type[M], body: bytes) -> M:
    """A small body as its model; an empty one is an empty object. Raises ProblemError and DocumentError."""
    return validate(model, Source(file="", data=required(body or b"{}"), places={}, keys={}))


def _tags(header: str) -> list[str]:
    """The tags that a header names, strong ones without quotes, weak ones with their W/; `*` for any."""
    found: list[str] = []
    place = 0
    while place < len(header) and (match := _TAG.match(header, place)):
        tag = match[0].strip().rstrip(",").strip()
        found.append(tag if tag.startswith(("W/", "*")) else tag[1:-1])
        place = match.end()
    return found if place >= len(header) else []


def known(header: str | None, etag: str) -> bool:
    """Whether If-None-Match names a version; compared weakly, since a proxy may have weakened it (RFC 9110, 13.1.2)."""
    return bool({etag, f'W/"{etag}"', "*"} & set(_tags(header or "")))


class Precondition:
    """What a writer says about the version that it writes over."""

    def __init__(self, if_match: str | None, if_none_match: str | None) -> None:
        self._if_match = if_match
        self.creates = if_match is None and _tags(if_none_match or "") == ["*"]
        """Whether there must be nothing yet."""

    def check_given(self) -> None:
        """Raise ProblemError unless a version was named, or that there must be none."""
        if not self.creates:
            self.etag()

    def etag(self) -> str:
        """The version that was named. Raises ProblemError if none was."""
        tags = _tags(self._if_match or "")
        if self._if_match is None or "*" in tags:
            raise ProblemError(428, _SAID[428], reason="no-version")
        if len(tags) != 1:
            said = 'If-Match names one version, as its ETag stood: "…" with the quotes'
            raise ProblemError(428, said, reason="no-version")
        # A weak tag promises no exact version, so it never matches (RFC 9110, 13.1.1): it is no etag of ours.
        return tags[0]


def fork(body: bytes) -> tuple[Design, Design, Design]:
    """The three designs of a Fork. Raises ProblemError, and DocumentError with places in the whole body."""
    data = required(body)
    sides = validate(Fork, Source(file="", data=data, places={}, keys={}))
    designs: list[Design] = []
    for name, _ in sides:
        try:
            designs.append(design_of(data[name]))
        except DocumentError as error:
            raise DocumentError([_below(name, finding) for finding in error.findings]) from error
    base, mine, theirs = designs
    return base, mine, theirs


def _below(name: str, finding: Finding) -> Finding:
    place = finding.place.model_copy(update={"pointer": f"/{name}{finding.place.pointer}"})
    return finding.model_copy(update={"place": place})


def findings_json(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Findings as JSON."""
    return [finding.model_dump(mode="json") for finding in findings]


def saved_json(saved: Saved) -> dict[str, Any]:
    """A saved design as SavedDesign describes it; its document goes out as it was stored."""
    facts = saved.model_dump(mode="json", exclude={"document"})
    return facts | {"findings": findings_json(findings_of(saved.document)), "design": saved.document}


def json_response(content: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:  # noqa: ANN401 - any JSON
    """JSON that the browser keeps for its user only."""
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    told = {"Cache-Control": CACHE_CONTROL, **(headers or {})}
    return Response(body, status, media_type="application/json", headers=told)


def answer(model: BaseModel, status: int = 200) -> Response:
    """A model as JSON."""
    return json_response(model.model_dump(mode="json", by_alias=True), status)


def saved_answer(saved: Saved, *, created: bool = False) -> Response:
    """A saved design, with its version; where it was made now, with its address."""
    headers = {"ETag": f'"{saved.etag}"'}
    if created:
        headers["Location"] = f"/api/designs/{saved.id}"
    return json_response(saved_json(saved), 201 if created else 200, headers)


def stale_answer(request: Request, error: StaleError, mine: Design | None) -> Response:
    """412 with what is saved now and, if the writer's base is still known, what a merge gives."""
    more: dict[str, Any] = {"reason": "stale", "current": saved_json(error.current), "merge": None}
    if mine is not None and error.base is not None:
        try:
            base, theirs = design_of(upgrade(json.loads(error.base))), design_of(error.current.document)
        except DocumentError:
            pass  # today's rules refuse one of the two; the writer is left to choose
        else:
            more["merge"] = merge(base, mine, theirs).model_dump(mode="json", by_alias=True)
    response = problem(412, str(error), request, **more)
    response.headers.update({"ETag": f'"{error.current.etag}"', "Cache-Control": CACHE_CONTROL})
    return response
