"""Internal Handoff: the caller does not wait; work is done once, and what fails for good is kept with its reason."""

import json

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Deployment


def balances(loyalty: Deployment) -> dict[str, int]:
    rows = loyalty.rows("accounts")
    return {row["customer"]: int(row["points"]) for row in rows if row["order"] == "balance"}


def test_what_is_handed_over_is_done_once_however_often_it_comes(deployed: Deploy) -> None:
    loyalty = deployed("internal-handoff")
    for _ in range(3):
        loyalty.hand_over("book", {"customer": "c7", "order": "4711", "points": 120})
    loyalty.hand_over("book", {"customer": "c7", "order": "4712", "points": 30})

    loyalty.eventually(lambda: len(loyalty.told("book", "booked before")) == 2, "the repetitions")

    loyalty.eventually(lambda: balances(loyalty) == {"c7": 150}, "both orders")


def test_what_fails_is_tried_three_times_and_then_kept_with_event_and_reason(deployed: Deploy) -> None:
    loyalty = deployed("internal-handoff")
    bad = {"customer": "c7", "order": "4711", "points": 0}

    loyalty.hand_over("book", bad)

    kept = json.loads(loyalty.messages("failures")[0])
    assert kept["requestPayload"] == bad
    assert kept["requestContext"]["condition"] == "RetriesExhausted"
    assert kept["requestContext"]["approximateInvokeCount"] == 3
    assert "points" in kept["responsePayload"]["errorMessage"]
    assert not loyalty.rows("accounts")
