import json

import pytest
from handler_testing import failures_of, sqs_event


@pytest.fixture
def app(load, make_table):
    make_table("results", "job", "chunk")
    return load(RESULTS_TABLE_NAME="results")


def test_results_are_written_and_a_bad_chunk_comes_again_alone(app, context):
    good = json.dumps({"job": "2026", "chunk": 1, "total": 2, "customers": ["c1"]})
    assert failures_of(app.lambda_handler(sqs_event(good, "{}", good), context)) == ["m1"]
    (item,) = app.results.table.scan()["Items"]
    assert (item["chunk"], item["result"]) == ("00001", {"statements": 1})
