"""Findings as SARIF 2.1.0, the form in which code hosts and editors show them beside the lines that they are about.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0".
"""

from collections.abc import Sequence
from typing import Any

from app.model import Finding, Severity
from app.review.page import page
from app.review.rule import rulebook

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(findings: Sequence[Finding]) -> dict[str, Any]:
    """One SARIF log with one run. Findings of other origin than the rules (a document's errors) are held as well."""
    named = sorted({finding.rule for finding in findings})
    return {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "Patternbook", "rules": [_rule(name) for name in named]}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, named.index(finding.rule)) for finding in findings],
            }
        ],
    }


def _rule(name: str) -> dict[str, Any]:
    if name not in rulebook():
        return {"id": name}
    written = page(name)
    return {
        "id": name,
        "shortDescription": {"text": _plain(written.what)},
        "fullDescription": {"text": _plain(written.why)},
        "help": {"text": _plain(written.remedy), "markdown": written.remedy},
        "defaultConfiguration": {"level": _LEVELS[rulebook()[name].severity]},
    }


def _plain(text: str) -> str:
    return " ".join(text.replace("`", "").split())


def _result(finding: Finding, index: int) -> dict[str, Any]:
    said = ". ".join(part.removesuffix(".") for part in (finding.message, finding.why, finding.remedy) if part)
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{said}."},
    }
    logical = [{"name": name, "kind": "component"} for name in finding.components]
    logical += [{"name": name, "kind": "connection"} for name in finding.connections]
    location: dict[str, Any] = {"logicalLocations": logical} if logical else {}
    place = finding.place
    if place.file:
        location["physicalLocation"] = {"artifactLocation": {"uri": place.file.replace("\\", "/")}}
        if place.line is not None:
            region = {"startLine": place.line} | ({"startColumn": place.column} if place.column is not None else {})
            location["physicalLocation"]["region"] = region
    if location:
        result["locations"] = [location]
    return result
