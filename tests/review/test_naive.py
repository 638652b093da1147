"""What a pattern's precautions spare its owner."""

from hypothesis import given

from app.documents import check
from app.model import Design
from app.review import naive, spared
from tests.edits.strategies import designs
from tests.patterns import catalog

BY_ID = catalog().by_id


def test_the_scalable_webhook_spares_lost_events_and_refused_connections() -> None:
    found = {finding.rule for finding in spared(BY_ID["scalable-webhook"].design)}
    assert {"queue-without-dead-letters", "uncapped-function-before-limited-store"} <= found


def test_what_was_there_for_failures_only_goes_with_them() -> None:
    bare = naive(BY_ID["internal-handoff"].design)
    assert {component.kind for component in bare.components} == {"microservice", "function", "table"}
    assert bare.suppressions == ()


@given(designs())
def test_the_naive_form_of_any_design_can_be_loaded(design: Design) -> None:
    bare = naive(design)
    assert check(bare) == ()
    assert naive(bare).connections == bare.connections
