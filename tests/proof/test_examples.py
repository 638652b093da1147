"""An example architecture, several patterns in one design: the game back end keeps what each of them promises."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Answer, Deployment
from tests.proof.harness.observing import busiest, observe_writers
from tests.proof.test_gatekeeper import admit
from tests.proof.test_read_heavy_reporting_engine import patient
from tests.proof.test_scalable_webhook import CAP, signed, written


def score(game: Deployment, player: dict[str, str], event: object) -> Answer:
    """Send a score as the game does: signed, with the player's token."""
    body = json.dumps(event)
    return game.http("POST", "/webhook", body, headers=player | signed(game, body), api="score")


def board(game: Deployment) -> Answer:
    return game.http("GET", "/reports/revenue?shop=berlin&day=2026-11-23", api="board")


@pytest.mark.slow_proof
def test_players_who_may_write_are_taken_at_once_and_written_at_the_databases_pace(deployed: Deploy) -> None:
    game = deployed("example", "game-back-end")
    assert game.database
    observe_writers(game.database, "events", together=CAP)
    ada, eve = admit(game, "ada", "POST /webhook"), {"Authorization": f"Bearer eve.{'x' * 40}"}
    events = [{"id": f"e{number}", "type": "score"} for number in range(150)]
    # The authorizer is given five seconds, which a cold start on a busy machine may take; then its policy is kept.
    game.eventually(lambda: score(game, ada, events[0]).status == 202, "the first score", seconds=60)

    with ThreadPoolExecutor(6) as players:
        statuses = {answer.status for answer in players.map(lambda event: score(game, ada, event), events)}
    refused = [score(game, player, {"id": "forged"}).status for player in ({}, eve)]

    assert statuses == {202}
    assert refused == [401, 401]
    wanted = {str(event["id"]) for event in events}
    game.eventually(lambda: written(game) == wanted, "all 150 scores", seconds=300)
    assert busiest(game.database) <= CAP
    assert game.depth("dead") == 0


def test_the_leaderboard_is_read_from_the_cache(deployed: Deploy) -> None:
    game = deployed("example", "game-back-end", change=patient)
    assert game.database
    game.database.rows("INSERT INTO sales VALUES ('s1', 'berlin', '2026-11-23', 'tea', 300)")

    first = board(game)
    game.database.rows("INSERT INTO sales VALUES ('s2', 'berlin', '2026-11-23', 'tea', 400)")
    second = board(game)

    assert [answer.headers["X-Cache"] for answer in (first, second)] == ["miss", "hit"]
    assert first.json["lines"] == second.json["lines"] == [{"product": "tea", "value": 300}]


def test_the_reader_of_the_click_stream_takes_what_it_is_sent(deployed: Deploy) -> None:
    clicks = deployed("example", "click-stream-platform")

    for number in range(5):
        assert clicks.http("POST", "/clicks", {"visitor": "v1", "page": number}, api="RestApi").status == 202

    clicks.eventually(lambda: ran(clicks, "copy"), "the reader to run")
    assert not clicks.failures("copy")
    assert clicks.depth("failedclicks") == 0


def ran(clicks: Deployment, part: str) -> bool:
    """Whether a function has ended an invocation."""
    group = clicks.client("lambda").get_function_configuration(FunctionName=clicks.function(part))["LoggingConfig"]
    told = clicks.client("logs").filter_log_events(logGroupName=group["LogGroup"])["events"]
    return any("REPORT" in event["message"] for event in told)
