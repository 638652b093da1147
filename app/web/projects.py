"""Projects that readers look at or take away, kept for a while."""

from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlencode

from app.export import Export, Format, Language, export
from app.model import Design, nearest
from app.web.errors import NotFoundError

KEPT = 48
"""Projects kept in memory: a few readers' worth, at some hundred kilobytes each."""

FORMATS: Mapping[Format, str] = {
    Format.SAM: "SAM",
    Format.CDK_TYPESCRIPT: "CDK TypeScript",
    Format.CDK_PYTHON: "CDK Python",
}
LANGUAGES: Mapping[Language, str] = {Language.PYTHON: "Python", Language.NODEJS: "Node.js"}


def format_named(name: str) -> Format:
    """A format by its name. Raises NotFoundError, which names the nearest."""
    try:
        return Format(name)
    except ValueError:
        raise NotFoundError(
            f"there is no format {name[:40]!r}{nearest(name, [each.value for each in Format])}"
        ) from None


@lru_cache(maxsize=KEPT)
def _made(design: str, format_: Format, language: Language, *, one_stack: bool) -> Export:
    # Keyed by the document's text, since a design holds mappings and has no hash.
    return export(Design.model_validate_json(design), format_, language, one_stack=one_stack)


def project_of(design: Design, format_: Format, language: Language, *, one_stack: bool = False) -> Export:
    """The project of a design, kept for whoever asks next. Raises LoweringError and MissingHandlerError."""
    return _made(design.model_dump_json(by_alias=True), format_, language, one_stack=one_stack)


def code_address(
    pattern: str, variation: str | None, format_: Format, language: Language, path: str | None = None
) -> str:
    """Where a file of a pattern's project is shown; without a path, the infrastructure."""
    asked = {"format": format_.value, "runtime": language.value, "variation": variation, "file": path}
    return f"/patterns/{pattern}/code?{urlencode({key: value for key, value in asked.items() if value})}"


def download_address(pattern: str, variation: str | None, format_: Format, language: Language) -> str:
    """Where a pattern's project is downloaded."""
    asked = {"runtime": language.value, "variation": variation}
    query = urlencode({key: value for key, value in asked.items() if value})
    return f"/patterns/{pattern}/export/{format_.value}.zip?{query}"


def first_file(project: Export) -> str:
    """The file in which most components have lines: the infrastructure."""
    return max(project.files, key=lambda path: (len({mark.component for mark in project.files[path].marks}), path))
