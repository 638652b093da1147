"""Where a finding stands in the document that the design was read from."""

from collections.abc import Iterable

from app.documents import Source
from app.documents.yaml_text import Path
from app.model import Design, Finding


def located(findings: Iterable[Finding], design: Design, source: Source, path: Path = ()) -> tuple[Finding, ...]:
    """The findings with file and line: that of the first component or arrow that each is about.

    `source` is the document and `path` where in it the design stands.
    """
    where: dict[str, Path] = {part.id: (*path, "components", index) for index, part in enumerate(design.components)}
    where |= {arrow.id: (*path, "connections", index) for index, arrow in enumerate(design.connections)}
    return tuple(
        finding.model_copy(
            update={
                "place": source.place(
                    next((where[name] for name in (*finding.components, *finding.connections) if name in where), path)
                )
            }
        )
        for finding in findings
    )
