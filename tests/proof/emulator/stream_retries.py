"""Functions behind Kinesis and DynamoDB streams: ReportBatchItemFailures, MaximumRetryAttempts, bisect, OnFailure.

MiniStack takes a batch with failures for done, and tries a failed one for ever. Eventually Consistent and the ordered
streams of FIFOer and Notifier lean on it.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import ministack.services.lambda_svc as functions

STREAMS = frozenset({"aws:dynamodb", "aws:kinesis"})
PAUSE = 0.2
"""Seconds between two tries of a batch; the stream waits meanwhile, as on AWS."""
DONE: Mapping[str, Any] = {"body": {}, "log": ""}

Execute = Callable[[Any, Any], dict[str, Any]]


def apply() -> None:
    """Every poller runs functions by `_execute_function`; what it gives back decides whether the batch is done."""
    execute: Execute = functions._execute_function
    tries: dict[str, int] = {}
    lock = threading.Lock()

    def tried(record: Mapping[str, Any]) -> int:
        with lock:
            tries[_number(record)] = count = tries.get(_number(record), 0) + 1
        return count

    def run(function: Any, event: Any) -> dict[str, Any]:  # noqa: ANN401 - MiniStack has no types
        mapping = _mapping(function, event)
        if mapping is None:
            return execute(function, event)
        batches = [list(event["Records"])]
        while batches:
            batch = batches.pop(0)
            result = execute(function, {"Records": batch})
            rest = _failed(result, batch, mapping)
            if not rest:
                continue
            if result.get("error") and len(rest) > 1 and mapping.get("BisectBatchOnFunctionError"):
                half = len(rest) // 2
                batches[:0] = [rest[:half], rest[half:]]
                continue
            limit = int(mapping.get("MaximumRetryAttempts", -1))
            if 0 <= limit < tried(rest[0]):
                functions._send_ddb_stream_failure_record(
                    mapping, function, rest[:1], mapping["EventSourceArn"], result, "RetryAttemptsExhausted"
                )
                rest = rest[1:]
            else:
                time.sleep(PAUSE)
            if rest:
                batches.insert(0, rest)
        return dict(DONE)

    functions._execute_function = run


def _mapping(function: Any, event: Any) -> dict[str, Any] | None:  # noqa: ANN401 - MiniStack has no types
    """The event source mapping that brought this event; None if no stream did."""
    records = event.get("Records") if isinstance(event, dict) else None
    if not records or not isinstance(records[0], dict) or records[0].get("eventSource") not in STREAMS:
        return None
    name = (function.get("config") or function)["FunctionName"]
    source = records[0].get("eventSourceARN")
    found = (each for _, _, each in functions._iter_all_esms())
    return next((each for each in found if each["EventSourceArn"] == source and each["FunctionName"] == name), None)


def _failed(result: Mapping[str, Any], batch: Sequence[Any], mapping: Mapping[str, Any]) -> list[Any]:
    """The records to try again: all, or from the lowest number that the function names."""
    if result.get("error"):
        return list(batch)
    body = result.get("body")
    if "ReportBatchItemFailures" not in mapping.get("FunctionResponseTypes", []) or not isinstance(body, dict):
        return []
    named = {failure["itemIdentifier"] for failure in body.get("batchItemFailures") or ()}
    return next((list(batch[index:]) for index, record in enumerate(batch) if _number(record) in named), [])


def _number(record: Mapping[str, Any]) -> str:
    return str(
        (record.get("dynamodb") or {}).get("SequenceNumber") or (record.get("kinesis") or {}).get("sequenceNumber")
    )
