"""Applying what the rules propose."""

from app.edits import EditError, apply
from app.model import Design, Finding, Point
from app.model.edit import Batch, Edit, Move
from app.review.facts import covers
from app.review.rule import drawing_rules, rulebook
from app.review.run import review


def fixed(design: Design) -> tuple[Design, tuple[Finding, ...]]:
    """The design with every safe fix applied, and the findings that were fixed, in the order in which they were.

    One fix can settle several findings, or want an id or a place that another has taken. So in each round only fixes
    of different things are applied, and then the design is reviewed anew.
    """
    done: list[Finding] = []
    tried: set[tuple[str, tuple[str, ...], tuple[str, ...]]] = set()
    rules = drawing_rules()
    while True:
        chosen = [one for one in review(design, rules) if one.safe and one.fix and _key(one) not in tried]
        if not chosen:
            if rules == rulebook():
                return design, tuple(done)
            # The resources are looked at once the drawing is in order, for that takes longer.
            rules = rulebook()
            continue
        touched: set[str] = set()
        placed: list[Point] = []
        for finding in chosen:
            about = {*finding.components, *finding.connections}
            fix = finding.fix or ()
            places = [edit.to for edit in fix if isinstance(edit, Move) and edit.to is not None]
            if touched & about or any(covers(one, other) for one in places for other in placed):
                continue
            touched |= about
            try:
                after, _ = apply(design, Batch(edits=fix))
            except EditError:
                if len(touched) == len(about):
                    # Nothing in this round stood in its way, so nothing in the next one will help.
                    tried.add(_key(finding))
                continue
            tried.add(_key(finding))
            design = after
            placed += places
            done.append(finding)


def all_fixes(findings: tuple[Finding, ...]) -> tuple[Edit, ...]:
    """The fixes of findings as the edits of one step."""
    return tuple(edit for finding in findings for edit in finding.fix or ())


def _key(finding: Finding) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return finding.rule, finding.components, finding.connections
