"""Links that show one design, read-only, to whoever holds them.

The answer holds neither the design's id nor its history, so nothing leads from a link to what can be changed.
"""

from datetime import datetime

from fastapi import APIRouter
from fastapi.responses import Response

from app.model import Draft, Finding
from app.model.base import Frozen
from app.store import design_of, findings_of
from app.web.designs_http import (
    CACHE_CONTROL,
    IfNoneMatch,
    JsonBody,
    NewNameOrNone,
    SavedDesign,
    body_schema,
    findings_json,
    json_response,
    known,
    problems,
    read,
    saved_answer,
)
from app.web.designs_store import StoreAtHand


class Share(Frozen):
    """A new link."""

    token: str
    """Cannot be asked for again: only its hash is kept."""
    address: str
    """Where the design can be read."""


class SharedDesign(Frozen):
    """A design as a link shows it."""

    name: str
    modified: datetime
    complete: bool
    findings: tuple[Finding, ...]
    design: Draft


def add_routes(router: APIRouter, at_hand: StoreAtHand) -> None:
    """Add the routes."""

    @router.post(
        "/api/designs/{design_id}/share",
        status_code=201,
        summary="Make a read-only link to a design",
        response_model=Share,
        responses=problems(403, 404, 409),
    )
    def share(design_id: str) -> Response:
        """The link shows the design as it is when somebody looks. Links made before stay good."""
        token = at_hand.store().shares.share(design_id)
        address = f"/api/shared/{token}"
        headers = {"Location": address, "Cache-Control": "private, no-store"}
        return json_response({"token": token, "address": address}, 201, headers)

    @router.delete(
        "/api/designs/{design_id}/share",
        status_code=204,
        summary="Revoke all links to a design",
        responses=problems(403, 404),
    )
    def revoke(design_id: str) -> Response:
        """From now on they lead nowhere."""
        at_hand.store().shares.revoke(design_id)
        return Response(status_code=204)

    @router.get(
        "/api/shared/{token}",
        summary="A design that was shared with you",
        response_model=SharedDesign,
        responses=problems(404),
    )
    def shared(token: str, if_none_match: IfNoneMatch = None) -> Response:
        """Read-only; nothing in it leads to the design itself."""
        found = at_hand.store().shares.shared(token)
        headers = {"ETag": f'"{found.etag}"', "Cache-Control": CACHE_CONTROL}
        if known(if_none_match, found.etag):
            return Response(status_code=304, headers=headers)
        facts = found.model_dump(mode="json", include={"name", "modified", "complete"})
        findings = findings_json(findings_of(found.document))
        return json_response(facts | {"findings": findings, "design": found.document}, headers=headers)

    @router.post(
        "/api/shared/{token}/copy",
        status_code=201,
        summary="Make a copy of a design that was shared with you",
        response_model=SavedDesign,
        responses=problems(400, 403, 404, 413, 415, 422),
        openapi_extra=body_schema(NewNameOrNone, required=False),
    )
    def copy(token: str, body: JsonBody) -> Response:
        """The copy is a design of its own, with the same name unless another is given."""
        name = read(NewNameOrNone, body).name
        found = at_hand.store().shares.shared(token)
        document = found.document if name is None else found.document | {"name": name}
        return saved_answer(at_hand.store().designs.create(design_of(document)), created=True)
