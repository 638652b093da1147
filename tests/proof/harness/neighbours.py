"""Other microservices, as a pattern sees them: a function that it calls or a queue that it puts something on."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tests.proof.harness.code import packed
from tests.proof.harness.emulator import ACCOUNT, Emulator


@dataclass(frozen=True)
class Queue:
    """A queue of another microservice."""

    emulator: Emulator
    url: str
    arn: str

    def take(self) -> list[str]:
        """Take off what lies on it now."""
        queues = self.emulator.client("sqs")
        found: list[str] = []
        while got := queues.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10).get("Messages"):
            for message in got:
                found.append(message["Body"])
                queues.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])
        return found


class Neighbours:
    """Builds other microservices on the emulator, and removes them again."""

    def __init__(self, emulator: Emulator) -> None:
        self._emulator = emulator
        self._functions: list[str] = []

    def queue(self, *, refuses: bool = False) -> Queue:
        """A queue; one that `refuses` is known by an address at which there is none."""
        queues = self._emulator.client("sqs")
        name = f"neighbour-{uuid.uuid4().hex[:12]}"
        url = queues.create_queue(QueueName=name)["QueueUrl"]
        arn = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        if refuses:
            queues.delete_queue(QueueUrl=url)
        return Queue(self._emulator, url, arn)

    def function(self, body: Iterable[str]) -> str:
        """The ARN of a function with these lines of Python as its body; `event` is what it is called with."""
        lines = ["import json, time", "def handler(event, context):", *(f"    {line}" for line in body)]
        name = f"neighbour-{uuid.uuid4().hex[:12]}"
        made: Any = self._emulator.client("lambda").create_function(
            FunctionName=name,
            Runtime="python3.13",
            Role=f"arn:aws:iam::{ACCOUNT}:role/neighbour",
            Handler="app.handler",
            Timeout=30,
            Code={"ZipFile": packed({"app.py": "\n".join(lines).encode()})},
        )
        self._functions.append(name)
        return str(made["FunctionArn"])

    def answering(self, told: object, *, after: float = 0) -> str:
        """A function that answers with this, after so many seconds."""
        return self.function([f"time.sleep({after})", f"return json.loads({json.dumps(json.dumps(told))})"])

    def failing(self) -> str:
        """A function that fails."""
        return self.function(["raise RuntimeError('this service is down')"])

    def remove(self) -> None:
        """Delete what was built, so that no process of it stays."""
        for name in self._functions:
            self._emulator.client("lambda").delete_function(FunctionName=name)
