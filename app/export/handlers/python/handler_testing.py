"""Fixtures for the handlers' tests, as a pytest plugin: every exported Python project has it as its conftest.py.

Each handler is a folder of its own with an `app.py`, because that is what gets deployed. In one test run they would all
be the module `app`; so before each test the modules of the folder before are forgotten and this folder's are found.
Patternbook itself keeps what several handlers import in `shared/`; an exported folder holds copies of what it needs.
"""

import base64
import gzip
import importlib
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

import boto3
import pytest
from boto3.dynamodb.types import TypeSerializer
from botocore.client import BaseClient
from moto import mock_aws

REGION = "eu-central-1"
SAFE_ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_DEFAULT_REGION": REGION,
    "AWS_REGION": REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
    "POWERTOOLS_TRACE_DISABLED": "1",
    "POWERTOOLS_SERVICE_NAME": "tests",
    "POWERTOOLS_LOG_LEVEL": "INFO",
}


@dataclass(frozen=True)
class Context:
    """What Lambda tells a function about its invocation."""

    function_name: str = "tests"
    function_version: str = "$LATEST"
    memory_limit_in_mb: int = 512
    invoked_function_arn: str = f"arn:aws:lambda:{REGION}:123456789012:function:tests"
    aws_request_id: str = "00000000-0000-4000-8000-000000000000"
    milliseconds_left: int = 10_000

    def get_remaining_time_in_millis(self) -> int:
        """How long the invocation may still run, in milliseconds."""
        return self.milliseconds_left


SHARED = Path(__file__).with_name("shared")


def _modules_of(folder: Path) -> list[str]:
    return [path.stem for place in (folder, SHARED) for path in place.glob("*.py")]


@pytest.fixture(autouse=True)
def _clean_environment() -> Iterator[None]:
    """No test sees the developer's own AWS credentials or endpoints."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "POWERTOOLS_"))}
    with mock.patch.dict(os.environ, kept | SAFE_ENVIRONMENT, clear=True):
        yield


def folder_of(test: Path) -> Path:
    """The folder of the handler that a test is for: above the test's own, or of the same name below `src/`."""
    above = test.parent.parent
    exported = test.parents[3] / "src" / test.parent.name
    return exported if exported.is_dir() else above


@pytest.fixture
def handler_folder(request: pytest.FixtureRequest) -> Iterator[Path]:
    """The handler's folder, first on the path while its test runs."""
    folder = folder_of(request.path)
    names = _modules_of(folder)
    before = {name: sys.modules.pop(name) for name in names if name in sys.modules}
    sys.path[:0] = [str(folder), str(SHARED)]
    yield folder
    del sys.path[:2]
    for name in names:
        sys.modules.pop(name, None)
    sys.modules.update(before)


@pytest.fixture
def load(handler_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Import a module of the handler, fresh, with the settings that it finds in its environment."""

    def load_module(module: str = "app", **settings: str) -> Any:  # noqa: ANN401 - a module's attributes are what it has
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        for name in _modules_of(handler_folder) if module == "app" else ():
            sys.modules.pop(name, None)
        return importlib.import_module(module)

    return load_module


@pytest.fixture
def context() -> Context:
    """An invocation with ten seconds left."""
    return Context()


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """AWS in memory. One call at a time: DynamoDB's writes are atomic, those of the copy in memory are not."""
    one_at_a_time, really = threading.Lock(), BaseClient._make_api_call

    def call(client: BaseClient, operation: str, parameters: dict[str, Any]) -> Any:  # noqa: ANN401 - any answer
        with one_at_a_time:
            return really(client, operation, parameters)

    with mock_aws():
        monkeypatch.setattr(BaseClient, "_make_api_call", call)
        yield


@pytest.fixture
def make_table(aws: None) -> Callable[..., Any]:
    """Create a table by its name and keys, all strings."""
    del aws

    def make(name: str, partition_key: str, sort_key: str | None = None) -> Any:  # noqa: ANN401 - boto3 has no types
        keys: Mapping[str, str] = {partition_key: "HASH"} | ({sort_key: "RANGE"} if sort_key else {})
        return boto3.resource("dynamodb").create_table(
            TableName=name,
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": key, "KeyType": kind} for key, kind in keys.items()],
            AttributeDefinitions=[{"AttributeName": key, "AttributeType": "S"} for key in keys],
        )

    return make


def http_event(
    method: str,
    path: str,
    body: str | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    parameters: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    authorizer: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """An event of an HTTP API or a function URL (payload format 2.0)."""
    return {
        "version": "2.0",
        "routeKey": f"{method} {path}",
        "rawPath": path,
        "rawQueryString": "&".join(f"{name}={value}" for name, value in (query or {}).items()),
        "headers": {name.lower(): value for name, value in (headers or {}).items()},
        "queryStringParameters": dict(query or {}) or None,
        "pathParameters": dict(parameters or {}) or None,
        "requestContext": {
            "http": {"method": method, "path": path},
            "stage": "$default",
            "requestId": "request",
            **({"authorizer": dict(authorizer)} if authorizer else {}),
        },
        "body": body,
        "isBase64Encoded": False,
    }


def rest_event(
    method: str,
    path: str,
    body: str | None = None,
    *,
    headers: Mapping[str, str] | None = None,
    parameters: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
    authorizer: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """An event of a REST API."""
    return {
        "resource": path,
        "path": path,
        "httpMethod": method,
        "headers": dict(headers or {}),
        "multiValueHeaders": {name: [value] for name, value in (headers or {}).items()},
        "queryStringParameters": dict(query or {}) or None,
        "multiValueQueryStringParameters": {name: [value] for name, value in (query or {}).items()} or None,
        "pathParameters": dict(parameters or {}) or None,
        "requestContext": {
            "httpMethod": method,
            "path": path,
            "stage": "v1",
            "requestId": "request",
            **({"authorizer": dict(authorizer)} if authorizer else {}),
        },
        "body": body,
        "isBase64Encoded": False,
    }


def sqs_event(*bodies: str, group: str | None = None, attributes: Mapping[str, str] | None = None) -> dict[str, Any]:
    """A batch from a queue; the messages are numbered `m0`, `m1` …"""
    arn = f"arn:aws:sqs:{REGION}:123456789012:queue{'.fifo' if group else ''}"
    return {
        "Records": [
            {
                "messageId": f"m{index}",
                "receiptHandle": f"r{index}",
                "body": body,
                "attributes": {"MessageGroupId": group, "ApproximateReceiveCount": "1"} if group else {},
                "messageAttributes": {
                    name: {"stringValue": value, "dataType": "String"} for name, value in (attributes or {}).items()
                },
                "eventSource": "aws:sqs",
                "eventSourceARN": arn,
                "awsRegion": REGION,
            }
            for index, body in enumerate(bodies)
        ]
    }


def kinesis_event(*data: str) -> dict[str, Any]:
    """A batch from a stream; the sequence numbers are `0`, `1` …"""
    arn = f"arn:aws:kinesis:{REGION}:123456789012:stream/stream"
    return {
        "Records": [
            {
                "eventSource": "aws:kinesis",
                "eventSourceARN": arn,
                "awsRegion": REGION,
                "eventID": f"shard:{index}",
                "kinesis": {
                    "sequenceNumber": str(index),
                    "partitionKey": "key",
                    "data": base64.b64encode(item.encode()).decode(),
                    "approximateArrivalTimestamp": 1_790_000_000.5,
                },
            }
            for index, item in enumerate(data)
        ]
    }


def table_stream_event(*changes: tuple[str, Mapping[str, Any] | None]) -> dict[str, Any]:
    """A batch from a table's stream, of pairs such as `("INSERT", item)`; the sequence numbers are `0`, `1` …

    For `REMOVE` the item is the old image.
    """
    write = TypeSerializer().serialize
    records = []
    for index, (name, item) in enumerate(changes):
        image = {key: write(value) for key, value in (item or {}).items()}
        records.append(
            {
                "eventID": str(index),
                "eventName": name,
                "eventSource": "aws:dynamodb",
                "awsRegion": REGION,
                "dynamodb": {
                    "Keys": dict(list(image.items())[:1]),
                    "OldImage" if name == "REMOVE" else "NewImage": image,
                    "SequenceNumber": str(index),
                },
            }
        )
    return {"Records": records}


def logs_event(*lines: str, kind: str = "DATA_MESSAGE") -> dict[str, Any]:
    """Log lines as a subscription filter sends them; their ids are `line-0`, `line-1` …"""
    data = {
        "messageType": kind,
        "owner": "123456789012",
        "logGroup": "group",
        "logStream": "stream",
        "subscriptionFilters": ["filter"],
        "logEvents": [{"id": f"line-{index}", "timestamp": index, "message": line} for index, line in enumerate(lines)],
    }
    return {"awslogs": {"data": base64.b64encode(gzip.compress(json.dumps(data).encode())).decode()}}


def failures_of(response: Mapping[str, Any]) -> list[str]:
    """The identifiers of the records that a handler asks to have again."""
    return [item["itemIdentifier"] for item in response["batchItemFailures"]]


class FakeDatabase:
    """Stands in for `database.Database`: notes each statement, and answers or fails as told."""

    def __init__(self, *answers: Any) -> None:  # noqa: ANN401 - rows or an error
        self.answers = list(answers)
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.committed = 0

    @contextmanager
    def transaction(self) -> Iterator["FakeDatabase"]:
        """Count what was committed."""
        yield self
        self.committed += 1

    def run(self, sql: str, **parameters: Any) -> Any:  # noqa: ANN401 - rows
        """The next answer, if there is one, else no rows; an error is raised."""
        self.asked.append((" ".join(sql.split()), parameters))
        answer = self.answers.pop(0) if self.answers else []
        if isinstance(answer, Exception):
            raise answer
        return answer
