"""The revisions of a saved design, and what differs between two."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from app.model import Draft
from app.model.base import Frozen
from app.model.design import Name
from app.store import Difference, Revision, design_of, diff
from app.store.revisions import MAX_PAGE
from app.web.designs_http import (
    IfMatch,
    JsonBody,
    Precondition,
    SavedDesign,
    answer,
    body_schema,
    json_response,
    problems,
    read,
    saved_answer,
)
from app.web.designs_store import StoreAtHand

Number = Annotated[int, Path(description="A revision's number, from 1.")]


class RevisionPage(Frozen):
    """Revisions, the newest first."""

    revisions: tuple[Revision, ...]
    next: int | None
    """To ask for older ones with, as `before`; None at the end."""


class RevisionDesign(Revision):
    """A revision with its document."""

    design: Draft


class RevisionName(Frozen):
    """A revision's name, or null to let it be thinned like the automatic ones."""

    name: Name | None
    number: int | None = None
    """Of the revision; the newest unless it is given."""


def add_routes(router: APIRouter, at_hand: StoreAtHand) -> None:
    """Add the routes."""

    @router.get(
        "/api/designs/{design_id}/revisions",
        summary="The versions of a design",
        response_model=RevisionPage,
        responses=problems(404, 422),
    )
    def page(
        design_id: str,
        limit: Annotated[int, Query(description="Revisions on a page.", ge=1, le=MAX_PAGE)] = MAX_PAGE,
        before: Annotated[int | None, Query(description="`next` of the page before.", ge=1, lt=2**63)] = None,
    ) -> Response:
        """Automatic revisions get fewer with age; named ones stay."""
        found = at_hand.store().revisions.page(design_id, limit, before)
        more = len(found) == limit and found[-1].number > 1
        return answer(RevisionPage(revisions=found, next=found[-1].number if more else None))

    @router.post(
        "/api/designs/{design_id}/revisions",
        summary="Name a version",
        response_model=Revision,
        responses=problems(400, 403, 404, 409, 413, 415, 422),
        openapi_extra=body_schema(RevisionName),
    )
    def name(design_id: str, body: JsonBody) -> Response:
        """Names the newest version unless another's number is given."""
        asked = read(RevisionName, body)
        return answer(at_hand.store().revisions.name(design_id, asked.name, asked.number))

    @router.get(
        "/api/designs/{design_id}/revisions/{number}",
        summary="One version of a design",
        response_model=RevisionDesign,
        responses=problems(404, 422),
    )
    def get(design_id: str, number: Number) -> Response:
        """A version's document, in today's schema."""
        found = at_hand.store().revisions.get(design_id, number)
        return json_response(found.model_dump(mode="json", exclude={"document"}) | {"design": found.document})

    @router.post(
        "/api/designs/{design_id}/revisions/{number}/restore",
        summary="Go back to a version",
        response_model=SavedDesign,
        responses=problems(403, 404, 409, 412, 422, 428),
    )
    def restore(design_id: str, number: Number, if_match: IfMatch = None) -> Response:
        """Saves the old version as the newest one, so that nothing is lost by it. `If-Match` names the version that is
        given up for it.
        """
        etag = Precondition(if_match, None).etag()
        return saved_answer(at_hand.store().designs.restore_revision(design_id, number, etag))

    @router.get(
        "/api/designs/{design_id}/revisions/{before}/diff/{after}",
        summary="What differs between two versions",
        response_model=Difference,
        responses=problems(404, 422),
    )
    def difference(design_id: str, before: Number, after: Number) -> Response:
        """What was added, removed and changed on the way from one version to the other, by id."""
        revisions = at_hand.store().revisions
        old, new = (design_of(revisions.get(design_id, number).document) for number in (before, after))
        return answer(diff(old, new))
