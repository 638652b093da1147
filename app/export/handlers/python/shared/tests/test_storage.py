import json
from decimal import Decimal

import boto3
import pytest
from botocore.exceptions import ClientError


@pytest.fixture
def bucket(aws):
    bucket = boto3.resource("s3").Bucket("runs")
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    return bucket


@pytest.fixture
def write_once(load):
    return load("storage").write_once


def test_the_first_writes_and_the_second_changes_nothing(write_once, bucket):
    objects = bucket.meta.client
    assert write_once(objects, "runs", "a.json", {"parts": Decimal(2)})
    assert not write_once(objects, "runs", "a.json", {"parts": 3})
    assert json.loads(bucket.Object("a.json").get()["Body"].read()) == {"parts": 2}


def test_what_else_goes_wrong_is_told(write_once, bucket):
    with pytest.raises(ClientError, match="NoSuchBucket"):
        write_once(bucket.meta.client, "gone", "a.json", {})


# S3 says so where two write at the same moment, which moto does not.
class Simultaneous:
    def put_object(self, **_):
        raise ClientError({"Error": {"Code": "ConditionalRequestConflict"}}, "PutObject")


def test_who_loses_a_race_has_not_written(write_once):
    assert not write_once(Simultaneous(), "runs", "a.json", {})
