import json

import boto3
import pytest
from handler_testing import failures_of


@pytest.fixture
def table(make_table):
    return make_table("results", "job", "chunk")


@pytest.fixture
def bucket(aws):
    bucket = boto3.resource("s3").Bucket("summaries")
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    return bucket


@pytest.fixture
def app(load, table, bucket):
    return load(RESULTS_TABLE_NAME="results", SUMMARIES_BUCKET_NAME="summaries")


def put(table, number, job="2026", total=2):
    table.put_item(Item={"job": job, "chunk": f"{number:05d}", "total": total, "result": {"statements": 150}})


def told(*jobs, name="INSERT"):
    return {
        "Records": [
            {"eventName": name, "dynamodb": {"Keys": {"job": {"S": job}}, "SequenceNumber": str(index)}}
            for index, job in enumerate(jobs)
        ]
    }


def test_the_summary_is_written_with_the_last_result_and_only_once(app, context, table, bucket, caplog):
    put(table, 1)
    app.lambda_handler(told("2026"), context)
    assert list(bucket.objects.all()) == []
    put(table, 2)
    for _ in range(3):
        assert failures_of(app.lambda_handler(told("2026", "2026"), context)) == []
    (summary,) = bucket.objects.all()
    assert json.loads(summary.get()["Body"].read()) == {"job": "2026", "chunks": 2, "statements": 300}
    assert caplog.messages.count("job complete") == 1


def test_jobs_do_not_mix(app, context, table, bucket):
    put(table, 1, "a", 1)
    put(table, 1, "b", 2)
    app.lambda_handler(told("a", "b"), context)
    assert [item.key for item in bucket.objects.all()] == ["a.json"]


def test_a_result_that_goes_completes_nothing(app, context, table, bucket):
    put(table, 1, "a", 1)
    app.lambda_handler(told("a", name="REMOVE"), context)
    assert list(bucket.objects.all()) == []


def test_what_fails_is_named_so_that_the_stream_goes_on_from_there(app, context, table, monkeypatch):
    put(table, 1, "a", 1)
    monkeypatch.setenv("SUMMARIES_BUCKET_NAME", "gone")
    assert failures_of(app.lambda_handler(told("b", "a"), context)) == ["1"]
