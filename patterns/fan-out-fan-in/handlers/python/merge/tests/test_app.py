import json

import boto3
import pytest


def bucket_of(name):
    bucket = boto3.resource("s3").Bucket(name)
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    return bucket


@pytest.fixture
def parts(aws):
    return bucket_of("parts")


@pytest.fixture
def archive(aws):
    return bucket_of("archive")


@pytest.fixture
def app(load, parts, archive):
    return load(PARTS_BUCKET_NAME="parts", ARCHIVE_BUCKET_NAME="archive")


def arrive(app, context, parts, number, total=2, job="2026"):
    key = f"jobs/{job}/{number:05d}-of-{total:05d}.json"
    parts.put_object(Key=key, Body=json.dumps({"statements": number}).encode())
    event = {"Records": [{"s3": {"bucket": {"name": "parts"}, "object": {"key": key}}}]}
    app.lambda_handler(event, context)
    return event


def test_the_run_is_merged_with_its_last_part_and_only_once(app, context, parts, archive, caplog):
    arrive(app, context, parts, 2)
    assert list(archive.objects.all()) == []
    again = arrive(app, context, parts, 1)
    app.lambda_handler(again, context)
    (run,) = archive.objects.all()
    assert run.key == "runs/2026.json"
    assert json.loads(run.get()["Body"].read()) == {"job": "2026", "parts": [{"statements": 1}, {"statements": 2}]}
    assert caplog.messages.count("job complete") == 1


def test_parts_of_another_job_do_not_count(app, context, parts, archive):
    arrive(app, context, parts, 1, job="2025")
    arrive(app, context, parts, 2)
    assert list(archive.objects.all()) == []


def test_parts_of_another_cut_of_the_run_and_what_is_no_part_do_not_count(app, context, parts, archive):
    for name in ("00001-of-00003.json", "notes.txt"):
        parts.put_object(Key=f"jobs/2026/{name}", Body=b"{}")
    arrive(app, context, parts, 2)
    assert list(archive.objects.all()) == []


def test_a_long_folder_is_listed_to_its_end(app, context, parts, archive, monkeypatch):
    for number in range(1, 1102):
        parts.put_object(Key=f"jobs/2026/{number:05d}-of-01102.json", Body=b'{"statements": 1}')
    assert len(app.keys_of(app.objects, "parts", "2026", 1102)) == 1101


@pytest.mark.parametrize("key", ["jobs/2026/x.json", "other/2026/00001-of-00002.json", "jobs/a/b/00001-of-00002.json"])
def test_what_is_no_part_fails_loudly(app, key):
    with pytest.raises(ValueError, match="no part"):
        app.look_at(key)
