import json

import boto3
import pytest


@pytest.fixture
def archive(aws):
    bucket = boto3.resource("s3").Bucket("archive")
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    for number in (1, 2):
        bucket.put_object(Key=f"jobs/2026/{number:05d}-of-00002.json", Body=json.dumps({"statements": number}).encode())
    return bucket


def part(number, total=2, job="2026"):
    return {"job": job, "chunk": number, "total": total, "key": f"jobs/{job}/{number:05d}-of-{total:05d}.json"}


def test_a_run_is_merged_in_order_and_again_to_the_same(load, context, archive):
    app = load(ARCHIVE_BUCKET_NAME="archive")
    for _ in range(2):
        assert app.lambda_handler([part(2), part(1)], context)["key"] == "runs/2026.json"
    body = archive.Object("runs/2026.json").get()["Body"].read()
    assert json.loads(body)["parts"] == [{"statements": 1}, {"statements": 2}]


@pytest.mark.parametrize("event", [[part(1)], [part(1), part(2, job="x")], [part(1), part(1)], []])
def test_a_run_with_parts_missing_is_not_merged(load, context, archive, event):
    with pytest.raises(ValueError, match="all parts"):
        load(ARCHIVE_BUCKET_NAME="archive").lambda_handler(event, context)
