"""A deployed pattern as its users see it: outputs, addresses, queues, tables and logs; however it came to be."""

import json
import re
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from tests.proof.harness.emulator import Emulator
from tests.proof.harness.stores import Cache, Database
from tests.proof.harness.waiting import eventually

T = TypeVar("T")

_EXECUTE_API = re.compile(r"https?://([a-z0-9]+)\.execute-api\.[^/]+(/.*)?$")
_FUNCTION_URL = re.compile(r"https?://([a-z0-9]+)\.lambda-url\.[^/]+(/.*)?$")
_read = TypeDeserializer().deserialize
_write = TypeSerializer().serialize


@dataclass(frozen=True)
class Answer:
    """An HTTP answer."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - any JSON
        """The body, read."""
        return json.loads(self.text)


@dataclass(frozen=True)
class Invoked:
    """What an invocation gave."""

    payload: Any
    error: str | None

    @property
    def value(self) -> Any:  # noqa: ANN401 - any JSON
        """The result of a function that must not have failed."""
        assert self.error is None, self.payload
        return self.payload


@dataclass
class Deployment:
    """One stack on the emulator."""

    emulator: Emulator
    name: str
    outputs: Mapping[str, str]
    physical: Mapping[str, str]
    """What the emulator calls each resource, by its logical id."""
    types: Mapping[str, str]
    """Each resource's type, by its logical id."""
    database: Database | None = None
    cache: Cache | None = None
    closing: list[Callable[[], object]] = field(default_factory=list)

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 has no types
        """A client of an AWS service, for what the methods below do not do."""
        return self.emulator.client(service)

    # -- names

    def named(self, kind: str, part: str = "") -> str:
        """The physical name of the one resource of a type (`SQS::Queue`) whose logical id has `part` in it."""
        found = {name for name, type_ in self.types.items() if type_ == f"AWS::{kind}" and part.lower() in name.lower()}
        exact = {name for name in found if name.lower() == f"{part}{kind.rpartition(':')[2]}".lower()}
        chosen = exact if len(exact) == 1 else found
        assert len(chosen) == 1, f"{kind} with {part!r} in its name: {sorted(found) or sorted(self.types)}"
        return self.physical[chosen.pop()]

    def function(self, part: str = "") -> str:
        """A function's name."""
        return self.named("Lambda::Function", part)

    def queue(self, part: str = "") -> str:
        """A queue's URL."""
        return self.named("SQS::Queue", part)

    def table(self, part: str = "") -> str:
        """A table's name."""
        return self.named("DynamoDB::Table", part)

    def address(self, part: str = "") -> str:
        """Where the API named `part`, or with it in its name, answers on the emulator; without a slash at its end."""
        named = {name: value for name, value in self.outputs.items() if part.lower() in name.lower()}
        named = {name: value for name, value in named.items() if name.lower() == f"{part}url".lower()} or named
        urls = [value for name, value in named.items() if name.endswith("Url") and "://" in value]
        found = [url for url in urls if _EXECUTE_API.match(url) or _FUNCTION_URL.match(url)]
        assert len(found) == 1, f"one output should tell an address: {dict(self.outputs)}"
        return self.local(found[0])

    def local(self, url: str) -> str:
        """An address of AWS as the emulator's."""
        for pattern, kind in ((_EXECUTE_API, "execute-api"), (_FUNCTION_URL, "lambda-url")):
            if match := pattern.match(url):
                path = (match[2] or "").rstrip("/") or ("/$default" if kind == "execute-api" else "")
                return f"{self.emulator.url}/_aws/{kind}/{match[1]}{path}"
        raise ValueError(f"{url} is no address of an API or a function")

    # -- driving

    def http(
        self, method: str, path: str, body: object = None, *, headers: Mapping[str, str] | None = None, api: str = ""
    ) -> Answer:
        """Ask the API, or of several the one with `api` in its name. A body that is no text is sent as JSON."""
        data = body.encode() if isinstance(body, str) else None if body is None else json.dumps(body).encode()
        sent = {"Content-Type": "application/json"} if data is not None else {}
        request = urllib.request.Request(  # noqa: S310 - the loopback
            self.address(api) + path, data=data, method=method, headers=sent | dict(headers or {})
        )
        try:
            with urllib.request.urlopen(request, timeout=90) as answer:  # noqa: S310 - the loopback
                return Answer(answer.status, dict(answer.headers), answer.read().decode())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, dict(error.headers), error.read().decode())

    def invoke(self, part: str = "", event: object = None) -> Invoked:
        """Run a function and wait for it."""
        answer = self.client("lambda").invoke(
            FunctionName=self.function(part), Payload=json.dumps(event or {}).encode()
        )
        text = answer["Payload"].read().decode()
        return Invoked(json.loads(text) if text else None, answer.get("FunctionError"))

    def hand_over(self, part: str = "", event: object = None) -> None:
        """Invoke a function without waiting for it."""
        functions = self.client("lambda")
        payload = json.dumps(event or {}).encode()
        functions.invoke(FunctionName=self.function(part), InvocationType="Event", Payload=payload)

    def send(self, part: str, messages: Iterable[object], *, group: Callable[[Any], str] | None = None) -> None:
        """Put messages on a queue, ten at a time and in order. A message that is no text is sent as JSON."""
        url = self.queue(part)
        waiting = [
            {"Id": str(number), "MessageBody": each if isinstance(each, str) else json.dumps(each)}
            | ({"MessageGroupId": group(each), "MessageDeduplicationId": uuid.uuid4().hex} if group else {})
            for number, each in enumerate(messages)
        ]
        for start in range(0, len(waiting), 10):
            answer = self.client("sqs").send_message_batch(QueueUrl=url, Entries=waiting[start : start + 10])
            assert not answer.get("Failed"), answer["Failed"]

    def hurry(self, part: str, seconds: int = 1) -> None:
        """Have a queue hand out a failed message again after a second instead of minutes. Functions must be warm."""
        queues = self.client("sqs")
        queues.set_queue_attributes(QueueUrl=self.queue(part), Attributes={"VisibilityTimeout": str(seconds)})

    # -- looking

    def depth(self, part: str) -> int:
        """How many messages a queue holds, those in flight included."""
        names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
        told = self.client("sqs").get_queue_attributes(QueueUrl=self.queue(part), AttributeNames=names)["Attributes"]
        return sum(int(told[name]) for name in names)

    def messages(self, part: str, count: int = 1) -> list[str]:
        """Wait for so many messages on a queue that nobody else reads, take them off and give their bodies."""
        queues, url = self.client("sqs"), self.queue(part)
        found: list[str] = []

        def take() -> bool:
            answer = queues.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=300)
            for message in answer.get("Messages", []):
                found.append(message["Body"])
                queues.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
            return len(found) >= count

        self.eventually(take, f"{count} messages on {part}")
        assert len(found) == count, f"{len(found)} messages on {part}: {found}"
        return found

    def rows(self, part: str = "") -> list[dict[str, Any]]:
        """All items of a table."""
        pages = self.client("dynamodb").get_paginator("scan").paginate(TableName=self.table(part), ConsistentRead=True)
        return [{name: _read(value) for name, value in item.items()} for page in pages for item in page["Items"]]

    def put(self, part: str, *items: Mapping[str, Any]) -> None:
        """Put items into a table."""
        for item in items:
            written = {name: _write(value) for name, value in item.items()}
            self.client("dynamodb").put_item(TableName=self.table(part), Item=written)

    def objects(self, part: str = "") -> dict[str, bytes]:
        """All objects of a bucket."""
        store, bucket = self.client("s3"), self.named("S3::Bucket", part)
        keys = [held["Key"] for held in store.list_objects_v2(Bucket=bucket).get("Contents", [])]
        return {key: store.get_object(Bucket=bucket, Key=key)["Body"].read() for key in keys}

    def logs(self, part: str) -> list[dict[str, Any]]:
        """What a function has logged, as far as it is JSON, oldest first."""
        group = self.client("lambda").get_function_configuration(FunctionName=self.function(part))["LoggingConfig"]
        pages = self.client("logs").get_paginator("filter_log_events").paginate(logGroupName=group["LogGroup"])
        told = [line for page in pages for event in page["events"] for line in event["message"].splitlines()]
        return [read for line in told if isinstance(read := _json(line), dict)]

    def told(self, part: str, message: str) -> list[dict[str, Any]]:
        """The log lines of a function that say this."""
        return [line for line in self.logs(part) if line.get("message") == message]

    def failures(self, part: str) -> list[dict[str, Any]]:
        """The log lines of a function that are errors."""
        return [line for line in self.logs(part) if line.get("level") == "ERROR"]

    def eventually(self, ask: Callable[[], T], what: str, *, seconds: float = 90) -> T:
        """Wait for an answer that is true; complain with the emulator's last words."""
        return eventually(ask, f"{what} ({self.name})", seconds=seconds, more=self._tail)

    def _tail(self) -> str:
        lines: Sequence[str] = self.emulator.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(line for line in lines[-400:] if "ERROR" in line or "WARN" in line or "rror:" in line)[-3000:]


def _json(line: str) -> Any:  # noqa: ANN401 - any JSON
    try:
        return json.loads(line)
    except ValueError:
        return None
