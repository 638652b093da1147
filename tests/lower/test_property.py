"""Any design that can be loaded either becomes a sound graph or is refused with findings that help."""

from hypothesis import given

from app.graph import ResourceGraph, to_template
from app.lower import LoweringError, lower
from app.model import Design
from tests.edits.strategies import designs
from tests.lower.sound import complaints


@given(designs(most=7))
def test_any_design_is_lowered_or_refused_with_a_remedy(design: Design) -> None:
    outcome = _outcome(design)
    if isinstance(outcome, LoweringError):
        assert outcome.findings
        for finding in outcome.findings:
            assert finding.components or finding.connections
            assert finding.remedy
    else:
        assert complaints(outcome) == []
        assert to_template(outcome) == to_template(lower(design))


def _outcome(design: Design) -> ResourceGraph | LoweringError:
    try:
        return lower(design)
    except LoweringError as error:
        return error
