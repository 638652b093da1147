"""No score: what would lose data, what would fall over under load, what costs money while it waits."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.model import Design, Finding
from app.review.rule import Harm, rulebook


@dataclass(frozen=True)
class Verdict:
    """What comes of the findings, by kind of harm; harms without a finding are left out."""

    harms: tuple[tuple[Harm, tuple[Finding, ...]], ...]
    sentences: tuple[str, ...]
    """One for each harm: "Would lose data: Events, Charge card."."""

    def __str__(self) -> str:
        """All of it in one line."""
        return " ".join(self.sentences) if self.sentences else "Nothing found."


def verdict(design: Design, findings: Sequence[Finding]) -> Verdict:
    """The short verdict on a design, from its findings. Findings of other origin than the rules count as what fails."""
    known = rulebook()
    by_harm: dict[Harm, list[Finding]] = {harm: [] for harm in Harm}
    for finding in findings:
        by_harm[known[finding.rule].harm if finding.rule in known else Harm.FAILS].append(finding)
    harms = tuple((harm, tuple(found)) for harm, found in by_harm.items() if found)
    return Verdict(harms, tuple(_sentence(design, harm, found) for harm, found in harms))


def _sentence(design: Design, harm: Harm, findings: Sequence[Finding]) -> str:
    # What a finding names first is what it is about; the rest is how it came to that.
    names = dict.fromkeys(design.by_id[finding.components[0]].name for finding in findings if finding.components)
    about = ", ".join(names) if names else f"{len(findings)} finding{'s' if len(findings) > 1 else ''}"
    return f"{harm.value[0].upper()}{harm.value[1:]}: {about}."
