"""Reading the patterns' folder."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from app.catalog.derived import sockets
from app.catalog.handlers import with_handlers
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
    if not folder.is_dir():
        raise DocumentError([_complaint(str(folder), "there is no such folder of patterns")])
    findings: list[Finding] = []
    read: list[tuple[Pattern, Source]] = []
    for home in sorted(path for path in folder.iterdir() if path.is_dir() and any(path.glob("*.y*ml"))):
        try:
            read.append(_load(home))
        except DocumentError as error:
            findings.extend(error.findings)
    if not findings:
        findings.extend(_between(read))
    if findings:
        raise DocumentError(findings)
    return Catalog(tuple(sorted((pattern for pattern, _ in read), key=lambda pattern: pattern.number)))


def load_pattern(home: Path) -> Pattern:
    """Read one pattern's folder. Raises DocumentError."""
    return _load(home)[0]


def load_variation(file: Path) -> Variation:
    """Read one variation's file. Raises DocumentError."""
    source = _read(file)
    data = _scene(source, str(source.data.get("name", file.stem)), file.parents[1].name)
    return validate(Variation, replace(source, data=data | {"id": file.stem}))


def _load(home: Path) -> tuple[Pattern, Source]:
    source = _read(home / "pattern.yaml")
    data = _scene(source, str(source.data.get("name", home.name)), home.name)
    listed = data.pop("variations", None) or []
    if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
        raise DocumentError([source.finding(("variations",), "variations: must be a list of the files' names")])
    if findings := list(_variations_differ(source, home, listed)):
        raise DocumentError(findings)
    data |= {"id": home.name, "variations": [load_variation(home / "variations" / f"{name}.yaml") for name in listed]}
    return validate(Pattern, replace(source, data=data)), source


def _variations_differ(source: Source, home: Path, listed: list[str]) -> Iterable[Finding]:
    """Where the list of variations and the files beside it contradict each other."""
    there = {path.name for path in (home / "variations").glob("*") if path.is_file() and path.name[0] != "."}
    files = {name.removesuffix(".yaml") for name in there if name.endswith(".yaml")}
    for index, name in enumerate(listed):
        if name in listed[:index]:
            yield source.finding(("variations", index), f"{name!r} is listed twice", "Remove one of the two.")
        elif name not in files:
            message = f"there is no variations/{name}.yaml{nearest(name, files)}"
            yield source.finding(("variations", index), message, rule="reference")
    for name in sorted(files - set(listed)):
        message = f"variations/{name}.yaml is not listed{nearest(name, set(listed) - files)}"
        yield source.finding(("variations",), message, "List it under `variations`, or delete it.")
    for name in sorted(there - {f"{name}.yaml" for name in files}):
        yield source.finding(("variations",), f"variations/{name} is no variation: their files end in .yaml")


def _read(file: Path) -> Source:
    # The last parts say where a pattern's file is, wherever the checkout lies.
    parts = file.parts[-4:] if file.parent.name == "variations" else file.parts[-3:]
    name = "/".join(parts)
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DocumentError([_complaint(name, "there is no such file; every pattern needs one")]) from error
    except UnicodeDecodeError as error:
        raise DocumentError([_complaint(name, f"this is not UTF-8: byte {error.start}")]) from error
    source = read_text(text, name)
    if not isinstance(source.data, dict):
        raise DocumentError([source.finding((), "a pattern's file must be a mapping")])
    return source


def _scene(source: Source, name: str, pattern: str) -> dict[str, Any]:
    """A file's data with its design read, its handlers named, its sockets derived and its references checked."""
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
    return given | {"design": with_handlers(design, pattern), "sockets": sockets(design)}


def _references(source: Source, design: Design) -> Iterable[Finding]:
    entry = source.data.get("entry")
    if isinstance(entry, str) and entry not in design.by_id:
        message = f"the entry is to be {entry!r}, but there is no such component{nearest(entry, design.by_id)}"
        yield source.finding(("entry",), message, rule="reference")
    steps = source.data.get("steps")
    for index, step in enumerate(steps if isinstance(steps, list) else []):
        arrows = step.get("arrows") if isinstance(step, dict) else None
        for position, arrow in enumerate(arrows if isinstance(arrows, list) else []):
            if isinstance(arrow, str) and arrow not in design.arrows:
                message = f"the step names an arrow {arrow!r}, which does not exist{nearest(arrow, design.arrows)}"
                yield source.finding(("steps", index, "arrows", position), message, rule="step")


def _between(read: list[tuple[Pattern, Source]]) -> Iterable[Finding]:
    """What only all patterns together can tell."""
    ids = [pattern.id for pattern, _ in read]
    numbers: dict[int, str] = {}
    for pattern, source in read:
        if (other := numbers.setdefault(pattern.number, pattern.id)) != pattern.id:
            message = f"{pattern.id!r} and {other!r} both have the number {pattern.number}"
            yield source.finding(("number",), message, rule="reference")
        for index, related in enumerate(pattern.related):
            place = ("related", index, "pattern")
            if related.pattern == pattern.id:
                yield source.finding(place, "a pattern is not related to itself", "Remove it.", rule="reference")
            elif related.pattern not in ids:
                message = f"there is no pattern {related.pattern!r}{nearest(related.pattern, ids)}"
                yield source.finding(place, message, rule="reference")


def _complaint(file: str, message: str) -> Finding:
    return Finding(rule="document", severity=Severity.ERROR, message=message, place=Place(file=file))
