"""Read Heavy Reporting Engine: the database is asked once, everybody else is answered by the cache."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Answer, Deployment
from tests.proof.harness.rewrite import Template

FRESH = re.compile(r'("fresh_?[uU]ntil": ?)[0-9.]+')
ASKED = "/reports/revenue?shop=berlin&day=2026-11-23"


def patient(template: Template) -> None:
    """Wait longer for the cache than a tenth of a second, which a busy machine may take."""
    for said in template["Resources"].values():
        variables = said.get("Properties", {}).get("Environment", {}).get("Variables", {})
        if "REPORTS_CACHE_HOST" in variables:
            variables["REPORTS_TIMEOUT_SECONDS"] = "5"


def reporting(deployed: Deploy) -> Deployment:
    """The pattern with two sales."""
    engine = deployed("read-heavy-reporting-engine", change=patient)
    assert engine.database
    engine.database.rows("INSERT INTO sales VALUES ('s1', 'berlin', '2026-11-23', 'tea', 300)")
    engine.database.rows("INSERT INTO sales VALUES ('s2', 'berlin', '2026-11-23', 'tea', 400)")
    return engine


def sell(engine: Deployment, sale: str, cents: int) -> None:
    assert engine.database
    engine.database.rows("INSERT INTO sales VALUES (%s, 'berlin', '2026-11-23', 'tea', %s)", sale, cents)


def ask(engine: Deployment) -> Answer:
    answer = engine.http("GET", ASKED)
    assert answer.status == 200, answer
    return answer


def revenue(answer: Answer) -> int:
    return int(answer.json["lines"][0]["value"])


def test_the_second_reader_is_answered_by_the_cache(deployed: Deploy) -> None:
    engine = reporting(deployed)

    first = ask(engine)
    sell(engine, "s3", 1_000)
    second = ask(engine)

    assert [revenue(first), revenue(second)] == [700, 700]
    assert [first.headers["X-Cache"], second.headers["X-Cache"]] == ["miss", "hit"]


@pytest.mark.slow_proof
def test_of_many_readers_at_once_one_asks_the_database(deployed: Deploy) -> None:
    engine = reporting(deployed)
    ask(engine)
    assert engine.cache
    engine.cache.client.flushall()

    with ThreadPoolExecutor(8) as dashboard:
        answers = list(dashboard.map(lambda _: ask(engine), range(24)))

    told = [answer.headers["X-Cache"] for answer in answers]
    assert told.count("miss") == 1
    assert set(told) == {"miss", "hit"}
    assert {revenue(answer) for answer in answers} == {700}


def test_without_the_cache_the_database_answers(deployed: Deploy) -> None:
    engine = reporting(deployed)
    assert engine.cache
    ask(engine)

    engine.cache.stop()

    answer = ask(engine)
    assert (answer.headers["X-Cache"], revenue(answer)) == ("bypass", 700)


def test_without_the_database_what_was_true_a_while_ago_is_served(deployed: Deploy) -> None:
    engine = reporting(deployed)
    assert engine.database
    assert engine.cache
    ask(engine)
    engine.database.rows("ALTER TABLE sales RENAME TO away")
    age(engine)

    answer = ask(engine)

    assert (answer.headers["X-Cache"], revenue(answer)) == ("stale", 700)


def age(engine: Deployment) -> None:
    """Let the entries' time be over: five minutes are too long to wait."""
    assert engine.cache
    for key in engine.cache.client.scan_iter("report:*"):
        text = str(engine.cache.client.get(key))
        engine.cache.client.set(key, FRESH.sub(r"\g<1>1", text))
