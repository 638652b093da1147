"""Split a batch of events by kind, and hand each share to the dispatchers that want it.

Who wants what stands in Parameter Store, as `{"click": ["to-metrics", "to-archive"], "*": ["to-archive"]}`: a new
consumer is one more dispatcher and a changed map. The kind `*` takes what no other entry does.
"""

import gzip
import json
import os
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote_plus

import boto3
from aws_lambda_powertools import Logger, Tracer
from aws_lambda_powertools.utilities.data_classes import S3Event
from aws_lambda_powertools.utilities.parameters import get_parameter
from aws_lambda_powertools.utilities.typing import LambdaContext
from botocore.config import Config

ROUTES_SECONDS = 60
"""How long an instance keeps the map, and how long a change takes to be felt."""
MOST_BYTES = 900_000
"""An asynchronous call takes 1 MB (Lambda Developer Guide, Lambda quotas); some room is left for the envelope."""
GZIP = b"\x1f\x8b"

logger = Logger()
tracer = Tracer()
objects = boto3.client("s3", config=Config(connect_timeout=1, read_timeout=10))
functions = boto3.client("lambda", config=Config(connect_timeout=1, read_timeout=5))


class RoutesError(ValueError):
    """The map in Parameter Store is none, or names a dispatcher that this function may not invoke."""


def routes() -> Mapping[str, list[str]]:
    """The functions that want each kind of event. Raises RoutesError."""
    said: Any = get_parameter(os.environ["ROUTES_PARAMETER_NAME"], max_age=ROUTES_SECONDS)
    try:
        table = json.loads(said)
        return {kind: [function_of(name) for name in names] for kind, names in table.items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise RoutesError(f"the routes are no map from kinds to dispatchers: {error}") from error


def function_of(dispatcher: str) -> str:
    """The function that a dispatcher's name stands for: `to-metrics` is set as TO_METRICS_FUNCTION_NAME."""
    variable = f"{dispatcher.upper().replace('-', '_')}_FUNCTION_NAME"
    if variable not in os.environ:
        raise RoutesError(f"{dispatcher!r} is no dispatcher of this function")
    return os.environ[variable]


def events_in(data: bytes) -> Iterator[dict[str, Any]]:
    """The events of a batch. Firehose writes them one behind the other, with or without line breaks."""
    text = (gzip.decompress(data) if data.startswith(GZIP) else data).decode()
    decoder, place = json.JSONDecoder(), 0
    while (place := _next(text, place)) < len(text):
        event, place = decoder.raw_decode(text, place)
        yield event


def _next(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def shares(events: Iterator[dict[str, Any]], table: Mapping[str, list[str]]) -> dict[str, list[dict[str, Any]]]:
    """The events that each function wants, in order; one event can be meant for several."""
    wanted: dict[str, list[dict[str, Any]]] = {}
    for event in events:
        for function in table.get(str(event.get("kind")), table.get("*", [])):
            wanted.setdefault(function, []).append(event)
    return wanted


def pieces(events: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Shares that fit into an asynchronous call."""
    piece: list[dict[str, Any]] = []
    size = 0
    for event in events:
        length = len(json.dumps(event).encode()) + 1
        if piece and size + length > MOST_BYTES:
            yield piece
            piece, size = [], 0
        piece.append(event)
        size += length
    if piece:
        yield piece


def triage(bucket: str, key: str) -> int:
    """Hand out one batch, and say in how many calls."""
    body = objects.get_object(Bucket=bucket, Key=key)["Body"].read()
    calls = 0
    for function, events in shares(events_in(body), routes()).items():
        for number, piece in enumerate(pieces(events)):
            # Batch and piece let a dispatcher know a share that comes twice.
            payload = {"batch": key, "piece": number, "events": piece}
            functions.invoke(FunctionName=function, InvocationType="Event", Payload=json.dumps(payload).encode())
            calls += 1
    return calls


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def lambda_handler(event: dict[str, Any], _context: LambdaContext) -> None:
    """Every new batch. What fails is tried again from the start; dispatchers then get some events twice."""
    for record in S3Event(event).records:
        # Keys come as they stand in an address: a space is a plus.
        bucket, key = record.s3.bucket.name, unquote_plus(record.s3.get_object.key)
        logger.info("triaged", batch=key, calls=triage(bucket, key))
