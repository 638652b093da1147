"""Saved designs as JSON: create, read, replace, list, bin, and their thumbnails.

- A design's version is its ETag. Who replaces one names the version that was changed (If-Match); somebody else's newer
  one is answered with 412, with what is saved now and, where the version named is still among the revisions, with what
  a merge of the two gives. `If-Match: *` is not taken for a version, because it would overwrite whatever there is.
- A request that was carried out, but whose answer was lost, can be sent again: the same document once more is no
  conflict, and a design created with PUT under an id of the client's own is not created twice.
- There is no login (`app.store` says what that means). Ids and share tokens cannot be guessed.
"""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from app.diagram import Theme
from app.settings import Settings
from app.store import Listing, Sort, StaleError, design_of, merge
from app.store import Query as StoreQuery
from app.store.designs import MAX_PAGE
from app.web import designs_history, designs_sharing
from app.web.designs_guard import ProblemRoute, guarded
from app.web.designs_http import (
    CACHE_CONTROL,
    DESIGN_BODY,
    Fork,
    IfMatch,
    IfNoneMatch,
    JsonBody,
    MergeAnswer,
    NamedId,
    NewName,
    NewNameOrNone,
    Precondition,
    SavedDesign,
    ThreeDesigns,
    answer,
    body_schema,
    fork,
    known,
    problems,
    read,
    required,
    saved_answer,
    stale_answer,
)
from app.web.designs_store import StoreAtHand
from app.web.designs_thumbnails import Thumbnails
from app.web.rendered import Held

MAX_SEARCH = 300


def design_routes(settings: Settings) -> APIRouter:
    """The routes of saved designs. They open the database when the site starts, or else when first asked."""
    at_hand = StoreAtHand(settings)
    router = APIRouter(lifespan=at_hand.lifespan, route_class=ProblemRoute, dependencies=[guarded()], tags=["designs"])
    _add_routes(router, at_hand)
    designs_history.add_routes(router, at_hand)
    designs_sharing.add_routes(router, at_hand)
    return router


def _add_routes(router: APIRouter, at_hand: StoreAtHand) -> None:
    thumbnails = Thumbnails()

    @router.post(
        "/api/designs",
        status_code=201,
        summary="Save a new design",
        response_model=SavedDesign,
        responses=problems(400, 403, 413, 415, 422),
        openapi_extra=DESIGN_BODY,
    )
    def create(body: JsonBody) -> Response:
        """Takes any design whose parts are well formed and whose references lead somewhere. What kinds and protocols
        still complain of is saved too, and told in `findings`.
        """
        return saved_answer(at_hand.store().designs.create(design_of(required(body))), created=True)

    @router.get("/api/designs", summary="List the saved designs", response_model=Listing, responses=problems(422))
    def page(
        search: Annotated[str, Query(description="Words that all occur in the name.", max_length=MAX_SEARCH)] = "",
        sort: Annotated[Sort, Query(description="By what they are ordered.")] = Sort.MODIFIED,
        reverse: Annotated[bool, Query(description="Against the usual order of `sort`.")] = False,
        bin: Annotated[bool, Query(description="What lies in the bin.")] = False,  # noqa: A002 - the word that people know
        limit: Annotated[int, Query(description="Designs on a page.", ge=1, le=MAX_PAGE)] = 30,
        after: Annotated[str | None, Query(description="`next` of the page before.", max_length=2_000)] = None,
    ) -> Response:
        """Pages go on where the one before ended, whatever was saved meanwhile."""
        asked = StoreQuery(search=search, sort=sort, reverse=reverse, bin=bin, limit=limit, after=after)
        return answer(at_hand.store().designs.page(asked))

    @router.get(
        "/api/designs/{design_id}",
        summary="One design",
        response_model=SavedDesign,
        responses=problems(404) | {304: {"description": "The version that you have is the current one."}},
    )
    def get(design_id: str, if_none_match: IfNoneMatch = None) -> Response:
        """A design in the bin is shown too; its `deleted` says since when it lies there."""
        found = at_hand.store().designs.get(design_id)
        if known(if_none_match, found.etag):
            return Response(status_code=304, headers={"ETag": f'"{found.etag}"', "Cache-Control": CACHE_CONTROL})
        return saved_answer(found)

    @router.put(
        "/api/designs/{design_id}",
        summary="Replace a design, or create one under an id of your own",
        response_model=SavedDesign,
        responses=problems(400, 403, 404, 409, 412, 413, 415, 422, 428),
        openapi_extra=DESIGN_BODY,
    )
    def put(
        request: Request,
        design_id: NamedId,
        body: JsonBody,
        if_match: IfMatch = None,
        if_none_match: IfNoneMatch = None,
    ) -> Response:
        """Send `If-Match` with the ETag of the version that you changed, or `If-None-Match: *` to create the design
        under an id that you have drawn: 32 hexadecimal digits, at random.
        """
        precondition = Precondition(if_match, if_none_match)
        precondition.check_given()
        design = design_of(required(body))
        try:
            if precondition.creates:
                made = at_hand.store().designs.create(design, design_id)
                return saved_answer(made, created=True)
            return saved_answer(at_hand.store().designs.replace(design_id, design, precondition.etag()))
        except StaleError as error:
            return stale_answer(request, error, design)

    @router.patch(
        "/api/designs/{design_id}",
        summary="Rename a design",
        response_model=SavedDesign,
        responses=problems(400, 403, 404, 409, 412, 413, 415, 422),
        openapi_extra=body_schema(NewName),
    )
    def rename(design_id: str, body: JsonBody, if_match: IfMatch = None) -> Response:
        """Changes the name of whatever is saved and nothing else; with `If-Match`, only of that version."""
        etag = Precondition(if_match, None).etag() if if_match is not None else None
        return saved_answer(at_hand.store().designs.rename(design_id, read(NewName, body).name, etag))

    @router.delete(
        "/api/designs/{design_id}",
        status_code=204,
        summary="Put a design into the bin, or remove it from there for good",
        responses=problems(403, 404, 409, 412),
    )
    def delete(
        design_id: str,
        purge: Annotated[bool, Query(description="Remove it from the bin for good.")] = False,
        if_match: IfMatch = None,
    ) -> Response:
        """Links that share it lead nowhere while it lies in the bin. With `If-Match`, only that version goes there."""
        if purge:
            at_hand.store().designs.purge(design_id)
        else:
            etag = Precondition(if_match, None).etag() if if_match is not None else None
            at_hand.store().designs.discard(design_id, etag)
        return Response(status_code=204)

    @router.post(
        "/api/designs/{design_id}/restore",
        summary="Take a design out of the bin",
        response_model=SavedDesign,
        responses=problems(403, 404),
    )
    def restore(design_id: str) -> Response:
        """A design that does not lie in the bin stays as it is."""
        return saved_answer(at_hand.store().designs.restore(design_id))

    @router.post(
        "/api/designs/{design_id}/duplicate",
        status_code=201,
        summary="Make a copy of a design",
        response_model=SavedDesign,
        responses=problems(400, 403, 404, 413, 415, 422),
        openapi_extra=body_schema(NewNameOrNone, required=False),
    )
    def duplicate(design_id: str, body: JsonBody) -> Response:
        """The copy is called "Copy of …" unless a name is given; it has no history and no links."""
        name = read(NewNameOrNone, body).name
        return saved_answer(at_hand.store().designs.duplicate(design_id, name), created=True)

    @router.post(
        "/api/merge",
        summary="Merge two designs that came of a third",
        response_model=MergeAnswer,
        responses=problems(400, 403, 413, 415, 422),
        openapi_extra=body_schema(Fork),
    )
    def merge_three(body: ThreeDesigns) -> Response:
        """For a client that has kept the version that both began with; nothing is saved."""
        return answer(merge(*fork(body)))

    @router.get(
        "/api/designs/{design_id}/thumbnail.svg",
        summary="A small picture of a design",
        response_class=Response,
        responses=problems(404) | {200: {"content": {"image/svg+xml": {}}}},
    )
    def thumbnail(design_id: str, theme: Theme = Theme.AUTO) -> Response:
        """For an `<img>`. A design with very many arrows is shown without them."""
        found = at_hand.store().designs.get(design_id)
        return Held(thumbnails.draw(found.etag, found.document, theme))
