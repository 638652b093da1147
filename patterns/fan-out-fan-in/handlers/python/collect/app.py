"""Look, at each result that the table's stream tells of, whether its job is complete; then write the summary, once."""

import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from boto3.dynamodb.conditions import Key
from botocore.config import Config
from storage import write_once

logger = Logger()
tracer = Tracer()
table = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=5)).Table(
    os.environ["RESULTS_TABLE_NAME"]
)
objects = boto3.client("s3", config=Config(connect_timeout=1, read_timeout=10))


def results_of(job: str) -> list[dict[str, Any]]:
    """All results of a job, as they are now and not as they were a moment ago."""
    found: list[dict[str, Any]] = []
    page: dict[str, Any] = {}
    while True:
        answer = table.query(KeyConditionExpression=Key("job").eq(job), ConsistentRead=True, **page)
        found += answer["Items"]
        if "LastEvaluatedKey" not in answer:
            return found
        page = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}


def summarise(job: str, results: list[dict[str, Any]]) -> bool:
    """Write the job's summary, under the condition that there is none; False if there was."""
    statements = sum(int(item["result"]["statements"]) for item in results)
    summary = {"job": job, "chunks": len(results), "statements": statements}
    return write_once(objects, os.environ["SUMMARIES_BUCKET_NAME"], f"{job}.json", summary)


def look_at(job: str) -> None:
    """Summarise the job if it is complete."""
    results = results_of(job)
    if not results or len(results) < int(results[0]["total"]):
        return
    if summarise(job, results):
        logger.info("job complete", job=job, chunks=len(results))


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """A batch holds many results of few jobs: each job is looked at once."""
    last: dict[str, str] = {}
    for record in event["Records"]:
        if record["eventName"] != "REMOVE":
            last.setdefault(record["dynamodb"]["Keys"]["job"]["S"], record["dynamodb"]["SequenceNumber"])
    for job, number in last.items():
        try:
            look_at(job)
        except Exception:
            logger.exception("not collected", job=job)
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}
