"""Fan-Out/Fan-In: a run is cut, worked on in parallel and reported complete exactly once, however often workers run."""

import json
from typing import Any

import pytest

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Deployment

RUN = {"job": "2026", "customers": [f"c{number}" for number in range(1_000)]}
CHUNKS = 7
WORKERS = ("worker1", "worker2", "worker3")


def results(statements: Deployment) -> dict[str, Any]:
    return {row["chunk"]: row for row in statements.rows("results")}


def declared(statements: Deployment) -> int:
    """How many workers have said that the job is complete."""
    return sum(len(statements.told(worker, "job complete")) for worker in WORKERS)


def test_every_customer_is_dealt_with_once_and_the_run_completes_exactly_once(deployed: Deploy) -> None:
    statements = deployed("fan-out-fan-in")

    statements.hand_over("split", RUN)

    statements.eventually(lambda: declared(statements), "the run to complete")
    found = results(statements)
    progress = found.pop("progress")
    assert (len(found), len(progress["done"])) == (CHUNKS, CHUNKS)
    assert sum(row["result"]["statements"] for row in found.values()) == len(RUN["customers"])
    assert declared(statements) == 1


@pytest.mark.slow_proof
def test_the_same_run_again_changes_nothing_and_completes_no_second_time(deployed: Deploy) -> None:
    statements = deployed("fan-out-fan-in")
    statements.hand_over("split", RUN)
    statements.eventually(lambda: declared(statements), "the run to complete")
    before = results(statements)

    statements.hand_over("split", RUN)

    def done() -> int:
        return sum(len(statements.told(worker, "done")) for worker in WORKERS)

    statements.eventually(lambda: done() == 2 * CHUNKS, "every chunk to be done again")
    assert results(statements) == before
    assert declared(statements) == 1


def test_a_chunk_that_fails_is_kept_and_the_run_does_not_claim_to_be_complete(deployed: Deploy) -> None:
    statements = deployed("fan-out-fan-in")
    bad = {"job": "2026", "chunk": 8, "total": 7, "customers": ["c1"]}

    statements.hand_over("worker1", bad)

    assert json.loads(statements.messages("failures")[0])["requestPayload"] == bad
    assert not results(statements)
