"""`/patterns/{id}/code`: the project that a pattern becomes, file by file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from app.export import Export, File, Format, Language
from app.model import Pattern, Variation, nearest
from app.web.book import Book
from app.web.drawings import title_of
from app.web.errors import NotFoundError
from app.web.highlight import highlighted
from app.web.pages.pattern import pattern_of, scene_of
from app.web.projects import FORMATS, LANGUAGES, code_address, download_address, first_file, format_named, project_of
from app.web.templates import Page
from app.web.words import pattern_address


@dataclass(frozen=True)
class Choice:
    """A link that shows something else instead."""

    name: str
    address: str
    current: bool


@dataclass(frozen=True)
class Folder:
    """The files of one folder; its name is empty for the project's own."""

    name: str
    files: tuple[Choice, ...]


@dataclass(frozen=True)
class Line:
    """A line of code. `part` is the component that it is for, `starts` whether it is the first of its lines."""

    number: int
    code: Markup
    part: str
    starts: bool


@dataclass(frozen=True, kw_only=True)
class CodePage(Page):
    """The context of code.html."""

    pattern: Pattern
    shown: str
    """The title of the design."""
    back: str
    """The address of the pattern's page."""
    formats: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    folders: tuple[Folder, ...]
    path: str
    lines: tuple[Line, ...]
    names: Mapping[str, str]
    """The names of the components, by id."""
    download: str
    folder: str
    """What the project's folder is called."""


def lines_of(path: str, file: File) -> tuple[Line, ...]:
    """A file's lines, each with the component that it is for."""
    parts: dict[int, str] = {}
    starts = set()
    for mark in file.marks:
        starts.add(mark.first)
        parts |= dict.fromkeys(range(mark.first, mark.last + 1), mark.component)
    return tuple(
        Line(number, code, parts.get(number, ""), number in starts)
        for number, code in enumerate(highlighted(path, file.text), start=1)
    )


def routes(book: Book) -> APIRouter:
    """The page."""
    router = APIRouter()

    @router.api_route("/patterns/{pattern_id}/code", methods=["GET", "HEAD"])
    def page(
        request: Request,
        pattern_id: str,
        format: str = Format.SAM.value,  # noqa: A002 - the name that the address has
        runtime: Language = Language.PYTHON,
        variation: str | None = None,
        file: str | None = None,
    ) -> Response:
        pattern = pattern_of(book, pattern_id)
        scene = scene_of(pattern, variation)
        format_ = format_named(format)
        project = project_of(scene.design, format_, runtime)
        path = file or first_file(project)
        if path not in project.files:
            here = code_address(pattern.id, variation, format_, runtime)
            said = f"the project has no file {path[:80]!r}{nearest(path, project.files)}"
            raise NotFoundError(said, here, f"the code of {pattern.name}")
        variation_id = scene.id if isinstance(scene, Variation) else None

        def address(path: str | None = None, chosen: Format = format_, language: Language = runtime) -> str:
            return code_address(pattern.id, variation_id, chosen, language, path)

        context = CodePage(
            title=f"{title_of(pattern, scene)}: {FORMATS[format_]}",
            description=f"{title_of(pattern, scene)} as a project that deploys, in {FORMATS[format_]}.",
            here="/",
            pattern=pattern,
            shown=title_of(pattern, scene),
            back=pattern_address(pattern.id, variation_id),
            formats=tuple(Choice(name, address(chosen=each), each is format_) for each, name in FORMATS.items()),
            languages=tuple(Choice(name, address(language=each), each is runtime) for each, name in LANGUAGES.items()),
            folders=_folders(project, path, address),
            path=path,
            lines=lines_of(path, project.files[path]),
            names={component.id: component.name for component in scene.design.components},
            download=download_address(pattern.id, variation_id, format_, runtime),
            folder=project.name,
        )
        return book.page(request, "code.html", context)

    return router


def _folders(project: Export, current: str, address: Callable[[str], str]) -> tuple[Folder, ...]:
    found: dict[str, list[Choice]] = {"": []}
    for path in sorted(project.files):
        folder, _, name = path.rpartition("/")
        found.setdefault(folder, []).append(Choice(name, address(path), path == current))
    return tuple(Folder(name, tuple(files)) for name, files in sorted(found.items()))
