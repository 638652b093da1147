"""Results of chunks in one table, and the moment when a job is complete.

Beside the results stands one item per job that notes which chunks are done, as a set: noting one twice changes nothing,
so the count is right however often a worker runs. Whoever brings the last one declares the job complete, under a
condition that can hold only once.
"""

import os
import time
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from chunks import Chunk

PROGRESS = "progress"
"""The sort key of the item that notes which chunks are done; results are named by numbers."""

table = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=5)).Table(
    os.environ["RESULTS_TABLE_NAME"]
)


def record(chunk: Chunk, result: dict[str, Any]) -> None:
    """Write a chunk's result under the job and its own number; a second run overwrites the first."""
    table.put_item(Item={"job": chunk.job, "chunk": chunk.name, "total": chunk.total, "result": result})


def note(chunk: Chunk) -> bool:
    """Note that the chunk is done. True for exactly one call of all: the one that completes the job."""
    key = {"job": chunk.job, "chunk": PROGRESS}
    answer = table.update_item(
        Key=key,
        UpdateExpression="ADD done :chunk",
        ExpressionAttributeValues={":chunk": {chunk.name}},
        ReturnValues="ALL_NEW",
    )
    if len(answer["Attributes"]["done"]) < chunk.total:
        return False
    try:
        table.update_item(
            Key=key,
            UpdateExpression="SET completed_at = :now",
            ConditionExpression="attribute_not_exists(completed_at)",
            ExpressionAttributeValues={":now": int(time.time())},
        )
    except ClientError as error:
        if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
            return False
        raise
    return True
