"""`patternbook check`: what is wrong with a document, and what would hurt in the design that it holds."""

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.cli.designs import read
from app.cli.outcome import DONE, WRONG, CommandError
from app.documents import DocumentError, read_text
from app.edits import EditError, rewrite
from app.model import Design, Finding, Severity
from app.model.edit import Batch
from app.review import all_fixes, fixed, located, review, verdict
from app.review.sarif import sarif


def check(names: Sequence[str], form: str, *, strict: bool = False, fix: bool = False) -> int:
    """Read design files and patterns, review them, and print what is found as lines, as JSON or as SARIF.

    Errors make the exit code 1; with `strict`, so does anything else. With `fix`, every safe fix is written into the
    file first.
    """
    findings: list[Finding] = []
    reviewed: list[tuple[Design, tuple[Finding, ...]]] = []
    for file in dict.fromkeys(file for name in names for file in _files(Path(name))):
        try:
            if fix:
                _fix(file)
            design = read(file).design
        except DocumentError as error:
            # A pattern's folder complains of its variations, and they do so themselves once more.
            findings.extend(finding for finding in error.findings if finding not in findings)
            continue
        source = read_text(file.read_text(encoding="utf-8"), str(file))
        found = located(review(design), design, source, _inside(file))
        findings.extend(found)
        reviewed.append((design, found))
    if form == "text":
        _print(findings, reviewed)
    else:
        data = sarif(findings) if form == "sarif" else [finding.model_dump(mode="json") for finding in findings]
        print(json.dumps(data, indent=2, ensure_ascii=False))
    wrong = findings if strict else [finding for finding in findings if finding.severity is Severity.ERROR]
    return WRONG if wrong else DONE


def _print(findings: Iterable[Finding], reviewed: Iterable[tuple[Design, tuple[Finding, ...]]]) -> None:
    for finding in findings:
        print(finding)
        if finding.why:
            print(f"    {finding.why}")
    for design, found in reviewed:
        if found:
            print(f"{design.name}: {verdict(design, found)}", file=sys.stderr)


def _files(path: Path) -> list[Path]:
    """The files that a name means: a pattern's folder or its pattern.yaml stand for its variations too."""
    home = path if path.is_dir() else path.parent
    if path.is_dir() or path.name == "pattern.yaml":
        return [home / "pattern.yaml", *sorted((home / "variations").glob("*.yaml"))]
    return [path]


def _inside(file: Path) -> tuple[str, ...]:
    """Where in a file the design stands: a pattern's and a variation's have other things beside it."""
    return ("design",) if file.name == "pattern.yaml" or file.parent.name == "variations" else ()


def _fix(file: Path) -> None:
    design = read(file).design
    _, done = fixed(design)
    if not done:
        return
    edits = Batch(edits=all_fixes(done))
    try:
        written = rewrite(file.read_text(encoding="utf-8"), edits, _inside(file))
        file.write_text(written, encoding="utf-8")
    except EditError as error:
        raise CommandError(f"cannot fix {str(file)!r}: {error}") from error
    except OSError as error:
        raise CommandError(f"cannot write {str(file)!r}: {error.strerror}") from error
    for finding in done:
        print(f"{file}: fixed: {finding.message} [{finding.rule}]", file=sys.stderr)
