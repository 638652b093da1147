"""Applying what the rules propose."""

from app.edits import EditError, apply
from app.model import Design, Finding
from app.model.edit import Batch
from app.review.run import review


def fixed(design: Design) -> tuple[Design, tuple[Finding, ...]]:
    """The design with every safe fix applied, and the findings that were fixed, in the order in which they were.

    One fix can settle several findings, or want an id that another has taken; so each is followed by a new review.
    """
    done: list[Finding] = []
    tried: set[tuple[str, tuple[str, ...], tuple[str, ...]]] = set()
    while True:
        chosen = next((one for one in review(design) if one.safe and one.fix and _key(one) not in tried), None)
        if chosen is None or chosen.fix is None:
            return design, tuple(done)
        tried.add(_key(chosen))
        try:
            design, _ = apply(design, Batch(edits=chosen.fix))
        except EditError:
            continue
        done.append(chosen)


def _key(finding: Finding) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return finding.rule, finding.components, finding.connections
