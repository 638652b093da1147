"""The one error of this package."""

from collections.abc import Sequence

from app.model import Finding


class DocumentError(ValueError):
    """A document could not be read; `findings` say where and why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("\n".join(str(finding) for finding in findings))
        self.findings = tuple(findings)
