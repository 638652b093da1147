"""Exports over HTTP: a pattern's project as a zip, and any design's as a zip or as files to look at."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import BaseModel, Field

from app.documents import DocumentError, read_text
from app.documents.designs import design_at
from app.export import Export, Format, Language, MissingHandlerError
from app.lower import LoweringError
from app.web.bodies import DESIGN_BODY, TOO_LARGE, TooLargeError, body_of, refusals, refused, with_findings
from app.web.book import Book
from app.web.errors import problem
from app.web.pages.pattern import pattern_of, scene_of
from app.web.projects import first_file, format_named, project_of
from app.web.rendered import rendered

ZIP = "application/zip"


class MarkedLines(BaseModel):
    """Lines of a file that a component is the reason for."""

    component: str
    first: int = Field(description="Counted from 1.")
    last: int = Field(description="Included.")


class PreviewFile(BaseModel):
    """A file of the project."""

    path: str
    text: str
    marks: tuple[MarkedLines, ...]


class Preview(BaseModel):
    """A project, to be looked at."""

    name: str = Field(description="The name of its folder and its stack.")
    paths: tuple[str, ...] = Field(description="The paths of all files; the infrastructure comes first.")
    files: tuple[PreviewFile, ...]


def _exported(text: str, format_: Format, language: Language, *, one_stack: bool) -> Export:
    return project_of(design_at(read_text(text)), format_, language, one_stack=one_stack)


def _preview(project: Export, path: str | None) -> bytes:
    first = first_file(project)
    paths = (first, *sorted(project.files.keys() - {first}))
    # A file that is gone with the last change makes way for the infrastructure.
    wanted = paths if path is None else (path if path in project.files else first,)
    files = tuple(
        PreviewFile(
            path=each,
            text=project.files[each].text,
            marks=tuple(
                MarkedLines(component=mark.component, first=mark.first, last=mark.last)
                for mark in project.files[each].marks
            ),
        )
        for each in wanted
    )
    return Preview(name=project.name, paths=paths, files=files).model_dump_json().encode()


def _download(project: Export) -> dict[str, str]:
    return {"content-disposition": f'attachment; filename="{project.name}.zip"'}


Runtime = Annotated[Language, Query(description="The language of the handlers: python or nodejs.")]
OneStack = Annotated[bool, Query(description="One stack, even if the design has several services.")]


def export_routes(book: Book) -> APIRouter:
    """The routes."""
    router = APIRouter(tags=["export"])
    said = refusals(
        {
            413: TOO_LARGE,
            422: "The document is no design, or one that cannot be deployed as drawn; `findings` say what and why.",
        }
    )
    said[404] = {"description": "There is no such format."}

    @router.head("/patterns/{pattern_id}/export/{format_name}.zip", include_in_schema=False)
    @router.get(
        "/patterns/{pattern_id}/export/{format_name}.zip",
        summary="A pattern as a project that deploys",
        response_class=Response,
        responses={200: {"content": {ZIP: {}}}, 404: {"description": "There is no such pattern, format or variation."}},
    )
    def pattern_zip(
        request: Request,
        pattern_id: str,
        format_name: str,
        runtime: Runtime = Language.PYTHON,
        variation: str | None = None,
    ) -> Response:
        """`format_name` is sam, cdk-typescript or cdk-python."""
        design = scene_of(pattern_of(book, pattern_id), variation).design
        project = project_of(design, format_named(format_name), runtime)
        return book.keep(request, rendered(project.zip(), ZIP, headers=_download(project)))

    async def answer(request: Request, format_name: str, runtime: Language, *, one_stack: bool) -> Export | Response:
        format_ = format_named(format_name)
        try:
            text = await body_of(request)
            return await run_in_threadpool(_exported, text, format_, runtime, one_stack=one_stack)
        except (TooLargeError, UnicodeDecodeError, DocumentError) as error:
            return refused(error, request)
        except LoweringError as error:
            return with_findings(error.findings, request)
        except MissingHandlerError as error:
            return problem(422, str(error), request, findings=[])

    options: dict[str, Any] = {"responses": said, "openapi_extra": DESIGN_BODY}

    @router.post(
        "/api/export/{format_name}", summary="A design as a project that deploys", response_class=Response, **options
    )
    async def design_zip(
        request: Request, format_name: str, runtime: Runtime = Language.PYTHON, one_stack: OneStack = False
    ) -> Response:
        """The body is a design in the format of design files, JSON or YAML. Nothing of it is kept."""
        project = await answer(request, format_name, runtime, one_stack=one_stack)
        if isinstance(project, Response):
            return project
        return Response(await run_in_threadpool(project.zip), media_type=ZIP, headers=_download(project))

    @router.post(
        "/api/export/{format_name}/preview",
        summary="The files that an export would hold",
        response_model=Preview,
        **options,
    )
    async def preview(
        request: Request,
        format_name: str,
        runtime: Runtime = Language.PYTHON,
        one_stack: OneStack = False,
        path: Annotated[
            str | None, Query(description="Only this file, or the infrastructure if there is no such file.")
        ] = None,
    ) -> Response:
        """Each file with the lines that each component is the reason for."""
        project = await answer(request, format_name, runtime, one_stack=one_stack)
        if isinstance(project, Response):
            return project
        return Response(await run_in_threadpool(_preview, project, path), media_type="application/json")

    return router
