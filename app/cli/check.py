"""`patternbook check`."""

import json
from collections.abc import Sequence
from pathlib import Path

from app.cli.designs import read
from app.cli.outcome import DONE, WRONG
from app.documents import DocumentError
from app.model import Finding


def check(names: Sequence[str], form: str) -> int:
    """Read design files and patterns, and print what is wrong with them, as lines or as JSON."""
    findings: list[Finding] = []
    for name in names:
        try:
            read(Path(name))
        except DocumentError as error:
            findings.extend(error.findings)
    if form == "json":
        print(json.dumps([finding.model_dump(mode="json") for finding in findings], indent=2, ensure_ascii=False))
    else:
        for finding in findings:
            print(finding)
    return WRONG if findings else DONE
