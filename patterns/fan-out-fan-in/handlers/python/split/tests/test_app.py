import json

import pytest

RUN = {"job": "2026", "customers": [f"c{number}" for number in range(700)]}


@pytest.fixture
def split(load, context, monkeypatch):
    def split(event, **workers):
        app = load(**workers)
        calls = []
        monkeypatch.setattr(app, "functions", type("F", (), {"invoke": lambda self, **call: calls.append(call)})())
        return app.lambda_handler(event, context), calls

    return split


def test_each_chunk_goes_to_one_worker_as_an_event(split):
    answer, calls = split(RUN, WORKER_FUNCTION_NAME="w")
    assert answer == {"job": "2026", "chunks": 5}
    assert {(call["FunctionName"], call["InvocationType"]) for call in calls} == {("w", "Event")}
    assert [json.loads(call["Payload"])["chunk"] for call in calls] == [1, 2, 3, 4, 5]


def test_several_workers_take_turns(split):
    _, calls = split(RUN, WORKER_1_FUNCTION_NAME="a", WORKER_2_FUNCTION_NAME="b")
    assert [call["FunctionName"] for call in calls] == ["a", "b", "a", "b", "a"]


def test_a_run_that_nobody_would_work_on_fails_loudly(split):
    with pytest.raises(LookupError, match="no worker"):
        split(RUN)


def test_what_is_no_run_fails_loudly(split):
    with pytest.raises(ValueError, match="job"):
        split({}, WORKER_FUNCTION_NAME="w")
