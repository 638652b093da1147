"""The consumer as published in 2018: poll up to ten messages, apply them in order, delete them, and call itself again.

The loop ends when the queue has nothing to hand out, when nothing of a batch could be applied, or after MOST_TURNS; the
next tick starts it again. Do not build this: a FIFO queue triggers a function by itself today.
"""

import json
import os
from typing import Any

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from changes import apply

MOST_TURNS = 500
"""The guard that Lambda's own loop detection no longer is, since the function allows its loop."""
WAIT_SECONDS = 2

logger = Logger()
tracer = Tracer()
state = boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=3)).Table(
    os.environ["STATE_TABLE_NAME"]
)
queue = boto3.client("sqs", config=Config(connect_timeout=1, read_timeout=WAIT_SECONDS + 5))
functions = boto3.client("lambda", config=Config(connect_timeout=1, read_timeout=5))


def receive() -> list[dict[str, Any]]:
    """Up to ten messages, in order."""
    answer = queue.receive_message(
        QueueUrl=os.environ["CHANGES_QUEUE_URL"],
        MaxNumberOfMessages=10,
        WaitTimeSeconds=WAIT_SECONDS,
        MessageSystemAttributeNames=["MessageGroupId"],
    )
    messages: list[dict[str, Any]] = answer.get("Messages", [])
    return messages


def work(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Apply them, and give back those that are dealt with. At a failure its group waits for the next delivery."""
    held: set[str] = set()
    done = []
    for message in messages:
        group = message.get("Attributes", {}).get("MessageGroupId", "")
        if group in held:
            continue
        try:
            apply(state, message["Body"])
            done.append(message)
        except Exception:
            logger.exception("failed; its group waits", group=group, message_id=message["MessageId"])
            held.add(group)
    return done


def delete(messages: list[dict[str, Any]]) -> None:
    """Delete what is done; what stays by mistake comes again and does nothing."""
    entries = [{"Id": str(index), "ReceiptHandle": message["ReceiptHandle"]} for index, message in enumerate(messages)]
    answer = queue.delete_message_batch(QueueUrl=os.environ["CHANGES_QUEUE_URL"], Entries=entries)
    for failed in answer.get("Failed", []):
        logger.warning("not deleted", reason=failed.get("Code"))


def again(turn: int) -> None:
    """Hand the next turn to the function itself. If that fails, the next tick takes its part."""
    try:
        functions.invoke(
            FunctionName=os.environ["CONSUMER_FUNCTION_NAME"],
            InvocationType="Event",
            Payload=json.dumps({"turn": turn}).encode(),
        )
    except (ClientError, BotoCoreError):
        logger.warning("the loop breaks off until the next tick", exc_info=True)


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> dict[str, Any]:
    """One turn, started by the schedule or by the turn before."""
    turn = int(event.get("turn", 1))
    messages = receive()
    done = work(messages)
    if done:
        delete(done)
    goes_on = bool(done) and turn < MOST_TURNS
    if goes_on:
        again(turn + 1)
    logger.info("turn", turn=turn, received=len(messages), applied=len(done), goes_on=goes_on)
    return {"turn": turn, "applied": len(done), "goes_on": goes_on}
