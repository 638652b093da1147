"""The designer's pages and what its canvas asks of the server: the catalog in one piece, layouts, and reading files.

Designs themselves are saved through `/api/designs`; nothing here keeps anything.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Annotated, Any

from fastapi import APIRouter, Body, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field

from app.diagram import Theme, tidy
from app.diagram.theme import FONT, PALETTES, STROKES
from app.documents import DocumentError, read_design
from app.export import write_design
from app.kinds.schema import KindDescription, describe_all
from app.model import Design, Draft, Pattern, Point, Semantics, Variation
from app.protocols import protocols
from app.settings import Settings
from app.web.assets import MOUNT
from app.web.book import Book
from app.web.errors import problem
from app.web.rendered import rendered
from app.web.templates import Page

MAX_DOCUMENT = 4 * 2**20
"""Bytes of a file that is read; the largest design that the model allows stays below."""

_SCRIPT = "src/designer/main.tsx"
_STYLE = "styles/designer.css"


@dataclass(frozen=True, kw_only=True)
class DesignerPage(Page):
    """The context of designer.html and designs.html."""

    script: str
    """The address of the designer's script; empty where the front end was not built."""
    style: str
    icons: str
    screen: str
    """What the script shows: `canvas`, `list` or `shared`."""


class StrokeData(BaseModel):
    """How an arrow of one meaning is drawn, in px."""

    width: float
    head_length: float
    head_half: float
    colour: str
    apart: float
    dash: str | None
    open_head: bool
    cross: float


class NotationData(BaseModel):
    """The look of a drawing, for the canvas and for files made in the browser."""

    strokes: Mapping[Semantics, StrokeData]
    palettes: Mapping[str, Mapping[str, str]]
    font: str


class SceneData(BaseModel):
    """A pattern or a variation, laid out."""

    id: str = Field(description="`pattern` or `pattern/variation`.")
    pattern: str
    variation: str | None
    number: int
    name: str
    intent: str
    entry: str
    sockets: tuple[str, ...]
    thumbnail: str = Field(description="A small drawing as SVG; empty for a variation.")
    words: tuple[str, ...]
    design: Design


class ExampleData(BaseModel):
    """A complete architecture to start from."""

    id: str
    design: Design


class DesignerData(BaseModel):
    """All that the canvas needs to work, with or without a connection."""

    kinds: tuple[KindDescription, ...]
    scenes: tuple[SceneData, ...]
    examples: tuple[ExampleData, ...]
    notation: NotationData
    words: Mapping[str, Mapping[Semantics, str]] = Field(
        description="By protocol and meaning, what an arrow says, with {source} and {target} to be replaced."
    )


class Tidied(BaseModel):
    """Where components should lie."""

    layout: Mapping[str, Point]


def designer_routes(book: Book, settings: Settings) -> APIRouter:
    """The designer's routes."""
    router = APIRouter(tags=["designer"])
    script, style = _built(settings.static)
    lock = Lock()

    @cache
    def data() -> bytes:
        return _data(book, settings).model_dump_json(by_alias=True).encode()

    def page(screen: str, title: str, here: str) -> Response:
        context = DesignerPage(
            title=title,
            description="Compose patterns into an architecture on a canvas.",
            here=here,
            script=script,
            style=style,
            icons=book.assets.icons,
            screen=screen,
        )
        return HTMLResponse(book.templates.render("designer.html", context), headers={"cache-control": "no-cache"})

    @router.api_route("/designer", methods=["GET", "HEAD"], include_in_schema=False)
    def new() -> Response:
        return page("canvas", "New design", "/designer")

    @router.api_route("/designs", methods=["GET", "HEAD"], include_in_schema=False)
    def designs() -> Response:
        return page("list", "Designs", "/designs")

    @router.api_route("/designs/{design_id}", methods=["GET", "HEAD"], include_in_schema=False)
    def design(design_id: str) -> Response:  # noqa: ARG001 - the page is the same for all; the script asks for the design
        return page("canvas", "Design", "/designs")

    @router.api_route("/shared/{token}", methods=["GET", "HEAD"], include_in_schema=False)
    def shared(token: str) -> Response:  # noqa: ARG001 - as above
        return page("shared", "A shared design", "/designs")

    @router.get("/api/designer", summary="What the designer's canvas needs", response_model=DesignerData)
    def designer(request: Request) -> Response:
        """Kinds, patterns with positions, and the notation, in one answer that the browser keeps."""
        with lock:
            body = data()
        return book.keep(request, rendered(body, "application/json"))

    @router.post("/api/designer/tidy", summary="Lay out a design")
    def lay_out(design: Design) -> Tidied:
        """Calm positions for every component. Nothing is saved."""
        return Tidied(layout=tidy(design))

    @router.post(
        "/api/designer/write",
        summary="Write a design file",
        response_class=Response,
        responses={200: {"content": {"application/yaml": {}}}},
    )
    def write(design: Design) -> Response:
        """The design as YAML, as `read` takes it back. Nothing is saved."""
        return Response(write_design(design), media_type="application/yaml")

    @router.post("/api/designer/read", summary="Read a design file", response_model=Draft)
    async def read(
        request: Request,
        text: Annotated[str, Body(media_type="text/plain", description="A design in YAML or JSON.")],
    ) -> Response:
        """A file that cannot be read is refused with every finding: where, why, and what to do."""
        if len(text.encode()) > MAX_DOCUMENT:
            return problem(413, f"The file is larger than {MAX_DOCUMENT // 2**20} MiB.", request)
        try:
            found = await run_in_threadpool(read_design, text, "file")
        except DocumentError as error:
            findings = [finding.model_dump(mode="json") for finding in error.findings]
            return problem(422, "; ".join(str(finding) for finding in error.findings[:3]), request, findings=findings)
        return Response(found.model_dump_json(by_alias=True), media_type="application/json")

    return router


def _built(static: Path) -> tuple[str, str]:
    """The addresses of the designer's script and style, empty without a build."""
    manifest = static / "dist" / ".vite" / "manifest.json"
    if not manifest.is_file() or (static / "dist" / "BUILD_FAILED.txt").is_file():
        return "", ""
    entries: Mapping[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    if _SCRIPT not in entries or _STYLE not in entries:
        return "", ""
    return f"{MOUNT}/{entries[_SCRIPT]['file']}", f"{MOUNT}/{entries[_STYLE]['file']}"


def _data(book: Book, settings: Settings) -> DesignerData:
    scenes: list[SceneData] = []
    for pattern in book.catalog.patterns:
        thumbnail = str(book.drawings.thumbnail(pattern).svg)
        scenes.append(_scene(pattern, None, thumbnail))
        scenes.extend(_scene(pattern, variation, "") for variation in pattern.variations)
    folder = settings.content / "examples"
    examples = [
        ExampleData(id=path.stem, design=_placed(read_design(path.read_text(encoding="utf-8"), path.name)))
        for path in sorted(folder.glob("*.yaml"))
    ]
    return DesignerData(
        kinds=describe_all(),
        scenes=tuple(scenes),
        examples=tuple(examples),
        notation=NotationData(
            strokes={meaning: StrokeData(**asdict(stroke)) for meaning, stroke in STROKES.items()},
            palettes={theme.value: asdict(PALETTES[theme]) for theme in (Theme.LIGHT, Theme.DARK)},
            font=FONT,
        ),
        words={protocol.id: dict(protocol.words) for protocol in protocols().values()},
    )


def _placed(design: Design) -> Design:
    return design if design.layout else design.model_copy(update={"layout": tidy(design)})


def _scene(pattern: Pattern, variation: Variation | None, thumbnail: str) -> SceneData:
    scene = variation or pattern
    design = scene.design.model_copy(update={"layout": tidy(scene.design)})
    return SceneData(
        id=f"{pattern.id}/{variation.id}" if variation else pattern.id,
        pattern=pattern.id,
        variation=variation.id if variation else None,
        number=pattern.number,
        name=variation.name if variation else pattern.name,
        intent=pattern.intent if variation is None else variation.text.strip().split("\n\n")[0],
        entry=scene.entry or "",
        sockets=scene.sockets,
        thumbnail=thumbnail,
        words=(*pattern.symptoms, *(alias.name for alias in pattern.aliases)) if variation is None else (),
        design=design,
    )
