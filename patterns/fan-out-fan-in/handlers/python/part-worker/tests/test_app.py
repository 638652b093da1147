import boto3


def test_a_part_lies_in_its_job_s_folder_and_once(load, context, aws):
    bucket = boto3.resource("s3").Bucket("parts")
    bucket.create(CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
    app = load(PARTS_BUCKET_NAME="parts")
    event = {"job": "2026", "chunk": 7, "total": 200, "customers": ["c1", "c2"]}
    for _ in range(2):
        answer = app.lambda_handler(event, context)
    assert answer["key"] == "jobs/2026/00007-of-00200.json"
    (part,) = bucket.objects.all()
    assert part.get()["Body"].read() == b'{"statements": 2}'
