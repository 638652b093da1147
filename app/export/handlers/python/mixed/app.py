"""Take what comes from triggers of several sorts, and tell them apart by their events.

Your own logic goes into `logic.py`; its result goes on to what the design draws behind this function.
"""

import base64
import gzip
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_plus

from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.typing import LambdaContext
from logic import handle
from ordered import work_through
from targets import hand_on

logger = Logger()
tracer = Tracer()


def parsed(text: str) -> Any:  # noqa: ANN401 - any JSON
    """JSON where it is some, else the text."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def pushed(event: dict[str, Any]) -> Iterator[Any]:
    """The messages of an event that a topic, a bucket, a log group or a bus has pushed, or the event itself."""
    records = event.get("Records") or [{}]
    if "Sns" in records[0]:
        yield from (parsed(record["Sns"]["Message"]) for record in records)
    elif "s3" in records[0]:
        for record in records:
            bucket, key = record["s3"]["bucket"]["name"], unquote_plus(record["s3"]["object"]["key"])
            yield {"event": record["eventName"], "bucket": bucket, "key": key}
    elif "awslogs" in event:
        data = json.loads(gzip.decompress(base64.b64decode(event["awslogs"]["data"])))
        yield from data["logEvents"] if data["messageType"] == "DATA_MESSAGE" else ()
    elif "detail-type" in event:
        yield event["detail"]
    else:
        yield event


def of_table(records: list[dict[str, Any]]) -> dict[str, Any]:
    """A table's stream, in order; at the first failure, the record to go on from."""
    for record in records:
        try:
            hand_on(handle({"event": record["eventName"], **record["dynamodb"]}))
        except Exception:
            number = record["dynamodb"]["SequenceNumber"]
            logger.exception("the stream waits", sequence_number=number)
            return {"batchItemFailures": [{"itemIdentifier": number}]}
    return {"batchItemFailures": []}


def over_http(event: dict[str, Any]) -> dict[str, Any]:
    """A request, answered in JSON; 500 for what fails, with no word of why to the caller."""
    said = event["requestContext"]
    body = event.get("body")
    if body and event.get("isBase64Encoded"):
        body = base64.b64decode(body).decode("utf-8", "replace")
    request = {
        "method": said["http"]["method"] if "http" in said else event["httpMethod"],
        "path": event.get("rawPath") or event.get("path"),
        "parameters": event.get("pathParameters") or {},
        "query": event.get("queryStringParameters") or {},
        "body": parsed(body) if body else None,
    }
    status, result = 200, None
    try:
        result = handle(request)
        hand_on(result)
    except Exception:
        logger.exception("failed")
        status, result = 500, {"message": "Something went wrong."}
    headers = {"Content-Type": "application/json"}
    return {"statusCode": status, "headers": headers, "body": json.dumps(result, default=str)}


@logger.inject_lambda_context
@tracer.capture_lambda_handler(capture_response=False)
def lambda_handler(event: Any, _context: LambdaContext) -> Any:  # noqa: ANN401 - whatever comes
    """Each sort of event in its own way."""
    if not isinstance(event, dict):
        event = {"value": event}
    if "requestContext" in event and ("httpMethod" in event or "http" in event["requestContext"]):
        return over_http(event)
    source = (event.get("Records") or [{}])[0].get("eventSource")
    if source in ("aws:sqs", "aws:kinesis"):
        return work_through(event, lambda text: hand_on(handle(parsed(text))))
    if source == "aws:dynamodb":
        return of_table(event["Records"])
    results = []
    for message in pushed(event):
        result = handle(message)
        hand_on(result)
        results.append(result)
    return results[0] if len(results) == 1 else None
