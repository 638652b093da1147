"""What a workflow's definition says of its steps."""

from typing import Any

from app.graph import to_template
from app.lower import lower
from tests.lower.scenes import scenes


def states(scene: str) -> dict[str, Any]:
    graph = lower(scenes()[scene].design)
    machines = [each for each in to_template(graph)["Resources"].values() if "StateMachine" in each["Type"]]
    found: dict[str, Any] = machines[0]["Properties"]["Definition"]["States"]
    return found


def test_an_error_that_no_retry_cures_is_not_retried_and_every_other_is() -> None:
    final, other = states("state-machine")["charge"]["Retry"]

    # Step Functions takes the first retrier that names the error.
    assert final == {"ErrorEquals": ["PaymentDeclinedError"], "MaxAttempts": 0}
    assert "States.TaskFailed" in other["ErrorEquals"]
    assert other["MaxAttempts"] == 3


def test_a_step_that_names_none_has_one_retrier() -> None:
    assert len(states("state-machine")["delivery"]["Retry"]) == 1
