"""Reading the patterns' folder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from app.catalog.derived import sockets
from app.documents import DocumentError, Source, read_text, validate
from app.documents.designs import design_at
from app.model import Design, Finding, Pattern, Place, Severity, Variation, nearest


@dataclass(frozen=True)
class Catalog:
    """Every pattern, in the article's order."""

    patterns: tuple[Pattern, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Pattern]:
        """The patterns by id."""
        return {pattern.id: pattern for pattern in self.patterns}


def load_catalog(folder: Path) -> Catalog:
    """Read every pattern below a folder. Raises DocumentError with the findings of all of them."""
    findings: list[Finding] = []
    patterns: list[Pattern] = []
    for home in sorted(path for path in folder.iterdir() if (path / "pattern.yaml").is_file()):
        try:
            patterns.append(load_pattern(home))
        except DocumentError as error:
            findings.extend(error.findings)
    if not findings:
        findings.extend(_between(patterns, folder))
    if findings:
        raise DocumentError(findings)
    return Catalog(tuple(sorted(patterns, key=lambda pattern: pattern.number)))


def load_pattern(home: Path) -> Pattern:
    """Read one pattern's folder. Raises DocumentError."""
    source = _read(home / "pattern.yaml")
    data = _scene(source, str(source.data.get("name", home.name)))
    listed = data.pop("variations", None) or []
    if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
        raise DocumentError([source.finding(("variations",), "variations: this must be a list of file names")])
    files = {path.stem: path for path in sorted((home / "variations").glob("*.yaml"))}
    if unknown := [index for index, item in enumerate(listed) if item not in files]:
        raise DocumentError(
            [
                source.finding(
                    ("variations", index), f"there is no variations/{listed[index]}.yaml{nearest(listed[index], files)}"
                )
                for index in unknown
            ]
        )
    if forgotten := sorted(files.keys() - set(listed)):
        raise DocumentError(
            [source.finding(("variations",), f"variations/{forgotten[0]}.yaml is not listed", "List it.")]
        )
    data |= {"id": home.name, "variations": [_variation(files[name]) for name in listed]}
    return validate(Pattern, replace(source, data=data))


def _variation(file: Path) -> Variation:
    source = _read(file)
    data = _scene(source, str(source.data.get("name", file.stem)))
    return validate(Variation, replace(source, data=data | {"id": file.stem}))


def _read(file: Path) -> Source:
    # The last three parts say where a pattern's file is, wherever the checkout lies.
    parts = file.parts[-4:] if file.parent.name == "variations" else file.parts[-3:]
    source = read_text(file.read_text(encoding="utf-8"), "/".join(parts))
    if not isinstance(source.data, dict):
        raise DocumentError([source.finding((), "a pattern's file must be a mapping")])
    return source


def _scene(source: Source, name: str) -> dict[str, Any]:
    """A file's data with its design read, its sockets derived and its references to the design checked."""
    given = dict(source.data)
    for derived in ("id", "sockets"):
        if derived in given:
            message = f"{derived!r} is not written by hand: it is derived"
            raise DocumentError([source.finding((derived,), message, "Remove it.", key=True)])
    if not isinstance(given.get("design"), dict):
        raise DocumentError([source.finding(("design",), "the key 'design' must hold a mapping")])
    source = replace(source, data=given | {"design": {"name": name} | given["design"]})
    design = design_at(source, ("design",))
    if findings := list(_references(source, design)):
        raise DocumentError(findings)
    return given | {"design": design, "sockets": sockets(design)}


def _references(source: Source, design: Design) -> Iterable[Finding]:
    entry = source.data.get("entry")
    if isinstance(entry, str) and entry not in design.by_id:
        yield source.finding(
            ("entry",), f"there is no component {entry!r}{nearest(entry, design.by_id)}", rule="reference"
        )
    steps = source.data.get("steps")
    for index, step in enumerate(steps if isinstance(steps, list) else []):
        arrows = step.get("arrows") if isinstance(step, dict) else None
        for position, arrow in enumerate(arrows if isinstance(arrows, list) else []):
            if arrow not in design.arrows:
                message = f"there is no arrow {arrow!r}{nearest(arrow, design.arrows)}"
                yield source.finding(("steps", index, "arrows", position), message, rule="step")


def _between(patterns: list[Pattern], folder: Path) -> Iterable[Finding]:
    """What only all patterns together can tell."""
    ids = [pattern.id for pattern in patterns]
    numbers: dict[int, str] = {}
    for pattern in patterns:
        place = Place(file=f"{folder.name}/{pattern.id}/pattern.yaml")
        if (other := numbers.setdefault(pattern.number, pattern.id)) != pattern.id:
            message = f"{pattern.id!r} and {other!r} both have the number {pattern.number}"
            yield Finding(rule="reference", severity=Severity.ERROR, message=message, place=place)
        for related in pattern.related:
            if related.pattern not in ids:
                message = f"there is no pattern {related.pattern!r}{nearest(related.pattern, ids)}"
                yield Finding(rule="reference", severity=Severity.ERROR, message=message, place=place)
