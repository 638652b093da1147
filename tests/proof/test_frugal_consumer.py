"""Frugal Consumer: whatever comes, and from whomever, the database has few writers at a time; nothing is lost."""

import pytest

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Deployment
from tests.proof.harness.observing import busiest, observe_writers

CAP = 5


def entry(number: int) -> dict[str, object]:
    return {"entry": f"e{number}", "account": "a1", "cents": number}


def booked(ledger: Deployment) -> int:
    assert ledger.database
    return len(ledger.database.rows("SELECT entry FROM entries"))


def test_an_entry_is_booked_once_however_often_it_comes(deployed: Deploy) -> None:
    ledger = deployed("frugal-consumer")

    ledger.send("entries", [entry(1), entry(1), entry(2)])

    ledger.eventually(lambda: ledger.depth("entries") == 0, "an empty queue")
    assert booked(ledger) == 2


@pytest.mark.slow_proof
def test_a_monthly_import_is_booked_by_no_more_writers_than_the_cap(deployed: Deploy) -> None:
    ledger = deployed("frugal-consumer")
    assert ledger.database
    observe_writers(ledger.database, "entries", together=CAP)

    ledger.send("entries", [entry(number) for number in range(300)])

    ledger.eventually(lambda: booked(ledger) == 300, "all 300 entries", seconds=300)
    assert 2 <= busiest(ledger.database) <= CAP
    assert ledger.depth("dead") == 0


@pytest.mark.slow_proof
def test_what_is_no_entry_ends_among_the_dead_letters(deployed: Deploy) -> None:
    ledger = deployed("frugal-consumer")
    ledger.send("entries", [entry(1)])
    ledger.eventually(lambda: booked(ledger) == 1, "the first entry")
    ledger.hurry("entries")

    ledger.send("entries", [{"entry": "without account"}, entry(2)])

    assert "without account" in ledger.messages("dead")[0]
    ledger.eventually(lambda: booked(ledger) == 2, "the other entry")
