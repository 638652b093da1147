import json

import boto3
import pytest


@pytest.fixture
def bucket(aws):
    bucket = boto3.resource("s3").Bucket("archive")
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    return bucket


def test_one_object_per_kind_and_hour_and_the_same_ones_again(load, context, bucket):
    app = load(ARCHIVE_BUCKET_NAME="archive")
    events = [
        {"kind": "click", "at": "2026-11-23T10:59:59Z"},
        {"kind": "click", "at": "2026-11-23T11:30:00+01:00"},
        {"kind": "click", "at": "2026-11-23T11:00:00Z"},
        {"kind": "../../etc", "at": "?"},
    ]
    for _ in range(2):
        assert app.lambda_handler({"batch": "b1", "piece": 0, "events": events}, context) == {"objects": 3}
    keys = [item.key for item in bucket.objects.all()]
    assert [key.rsplit("/", 1)[0] for key in keys] == [
        "______etc/unknown",
        "click/2026/11/23/10",
        "click/2026/11/23/11",
    ]
    lines = bucket.Object(keys[1]).get()["Body"].read().decode().splitlines()
    assert [json.loads(line)["at"] for line in lines] == ["2026-11-23T10:59:59Z", "2026-11-23T11:30:00+01:00"]
