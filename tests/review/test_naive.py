"""What a pattern's precautions spare its owner."""

from hypothesis import HealthCheck, given, settings

from app.catalog import load_catalog
from app.documents import check
from app.model import Design
from app.review import naive, spared
from app.settings import get_settings
from tests.edits.strategies import designs

BY_ID = load_catalog(get_settings().patterns).by_id


def test_the_scalable_webhook_spares_lost_events_and_refused_connections() -> None:
    found = {finding.rule for finding in spared(BY_ID["scalable-webhook"].design)}
    assert {"queue-without-dead-letters", "uncapped-function-before-limited-store"} <= found


def test_what_was_there_for_failures_only_goes_with_them() -> None:
    bare = naive(BY_ID["internal-handoff"].design)
    assert {component.kind for component in bare.components} == {"microservice", "function", "table"}
    assert bare.suppressions == ()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(designs())
def test_the_naive_form_of_any_design_can_be_loaded(design: Design) -> None:
    bare = naive(design)
    assert check(bare) == ()
    assert naive(bare).connections == bare.connections
