"""Router: each claim goes to the task for its kind, and what has none is kept."""

import json

from tests.proof.conftest import Deploy

CLAIMS = {
    "motor": {"claim": "m1", "kind": "car", "policy": "p1", "plate": "B-AB 123"},
    "home": {"claim": "h1", "kind": "home", "policy": "p2", "address": "Elm Street 1"},
    "travel": {"claim": "t1", "kind": "travel", "policy": "p3", "destination": "Lisbon"},
}


def test_each_claim_is_opened_by_the_task_for_its_kind_and_by_no_other(deployed: Deploy) -> None:
    claims = deployed("router")

    for claim in CLAIMS.values():
        claims.hand_over("sort", claim)

    def opened() -> dict[str, list[str]]:
        return {task: [row["claim"] for row in claims.rows(task)] for task in CLAIMS}

    wanted = {task: [claim["claim"]] for task, claim in CLAIMS.items()}
    claims.eventually(lambda: opened() == wanted, "each claim at its task")


def test_a_claim_that_comes_twice_is_opened_once(deployed: Deploy) -> None:
    claims = deployed("router")

    for _ in range(2):
        claims.hand_over("sort", CLAIMS["home"])

    claims.eventually(lambda: len(claims.told("home", "open already")) == 1, "the second to be found open")
    assert len(claims.rows("home")) == 1


def test_a_kind_that_nobody_handles_is_kept(deployed: Deploy) -> None:
    claims = deployed("router")

    claims.hand_over("sort", {"claim": "x1", "kind": "pet"})

    kept = json.loads(claims.messages("unsorted")[0])
    assert kept["requestPayload"] == {"claim": "x1", "kind": "pet"}


def test_a_claim_that_its_task_cannot_handle_is_kept(deployed: Deploy) -> None:
    claims = deployed("router")

    claims.hand_over("sort", {"claim": "m2", "kind": "car", "policy": "p1"})

    kept = json.loads(claims.messages("unhandled")[0])
    assert kept["requestPayload"]["claim"] == "m2"
    assert not claims.rows("motor")
