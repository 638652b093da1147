"""Handing a result on to what the design draws behind this function.

`targets.json` beside this file names the targets of the arrows that leave the function: their names as the environment
knows them, their kinds, and whether the arrow is synchronous. Stores that are only read, databases, caches and
parameters are not in it: what to ask of them is for your own logic to say.
"""

import hashlib
import json
import os
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

import boto3
import urllib3
from botocore.config import Config

Json: TypeAlias = Any
"""What json.loads gives and json.dumps takes."""
FILE = Path(__file__).with_name("targets.json")
LONGEST_ID = 128
http = urllib3.PoolManager(retries=False)


class TargetError(Exception):
    """A target did not take the result."""


@cache
def client(service: str) -> Any:  # noqa: ANN401 - boto3 has no types
    """One client per service and instance, with timeouts."""
    return boto3.client(service, config=Config(connect_timeout=1, read_timeout=10))


@cache
def targets() -> tuple[Mapping[str, Any], ...]:
    """What the design draws, in its order: `{"name": "EVENTS", "kind": "queue", "sync": false}`."""
    return tuple(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.is_file() else ()


def hand_on(result: Json) -> dict[str, Any]:
    """Give the result to every target; what synchronous ones answer, by name.

    Raises TargetError, or what the client raises, so that the trigger's own retries and failure target do their work.
    """
    answers = {}
    for target in targets():
        answer = SENDERS[target["kind"]](target["name"], result, bool(target.get("sync")))
        if target.get("sync") and answer is not None:
            answers[target["name"].lower()] = answer
    return answers


def text_of(result: Json) -> str:
    """The result as a message."""
    return result if isinstance(result, str) else json.dumps(result, sort_keys=True, default=str)


def id_of(result: Json) -> str:
    """The result's own id, or one made from what it says: the same result has the same id."""
    own = result.get("id") if isinstance(result, Mapping) else None
    return str(own)[:LONGEST_ID] if own else hashlib.sha256(text_of(result).encode()).hexdigest()


def group_of(name: str, result: Json) -> str:
    """What must stay in order, as the arrow says."""
    value = result
    for part in os.environ.get(f"{name}_GROUP_BY", "").split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return str(value)[:LONGEST_ID] if value else "all"


def _fifo(address: str, name: str, result: Json) -> dict[str, str]:
    if not address.endswith(".fifo"):
        return {}
    return {"MessageGroupId": group_of(name, result), "MessageDeduplicationId": id_of(result)}


def _queue(name: str, result: Json, _sync: bool) -> None:
    url = os.environ[f"{name}_QUEUE_URL"]
    said = _fifo(url, name, result)
    if f"{name}_GROUP_BY" in os.environ:
        # A standard queue takes it too: so that one group's backlog does not hold up the others.
        said["MessageGroupId"] = group_of(name, result)
    client("sqs").send_message(QueueUrl=url, MessageBody=text_of(result), **said)


def _topic(name: str, result: Json, _sync: bool) -> None:
    arn = os.environ[f"{name}_TOPIC_ARN"]
    client("sns").publish(TopicArn=arn, Message=text_of(result), **_fifo(arn, name, result))


def _event_bus(name: str, result: Json, _sync: bool) -> None:
    detail = result if isinstance(result, Mapping) else {"value": result}
    entry = {
        "EventBusName": os.environ[f"{name}_EVENT_BUS_NAME"],
        "Source": os.environ[f"{name}_EVENT_SOURCE"],
        "DetailType": str(detail.get("type", "Handled")),
        "Detail": text_of(detail),
    }
    answer = client("events").put_events(Entries=[entry])
    if answer.get("FailedEntryCount"):
        raise TargetError(f"{name}: {answer['Entries'][0].get('ErrorCode')}")


def _stream(name: str, result: Json, _sync: bool) -> None:
    key = group_of(name, result) if f"{name}_GROUP_BY" in os.environ else id_of(result)
    stream = os.environ[f"{name}_STREAM_NAME"]
    client("kinesis").put_record(StreamName=stream, PartitionKey=key, Data=text_of(result).encode())


def _delivery_stream(name: str, result: Json, _sync: bool) -> None:
    record = {"Data": text_of(result).encode() + b"\n"}
    client("firehose").put_record(DeliveryStreamName=os.environ[f"{name}_DELIVERY_STREAM_NAME"], Record=record)


def _table(name: str, result: Json, _sync: bool) -> None:
    item = dict(result) if isinstance(result, Mapping) else {"value": result}
    for variable in ("PARTITION_KEY", "SORT_KEY"):
        if key := os.environ.get(f"{name}_{variable}"):
            item[key] = str(item.get(key) or id_of(result))
    plain = json.loads(text_of(item), parse_float=Decimal)
    _table_of(os.environ[f"{name}_TABLE_NAME"]).put_item(Item=plain)


@cache
def _table_of(name: str) -> Any:  # noqa: ANN401 - as above
    return boto3.resource("dynamodb", config=Config(connect_timeout=1, read_timeout=10)).Table(name)


def _bucket(name: str, result: Json, _sync: bool) -> None:
    client("s3").put_object(
        Bucket=os.environ[f"{name}_BUCKET_NAME"],
        Key=f"{id_of(result)}.json",
        Body=text_of(result).encode(),
        ContentType="application/json",
    )


def _function(name: str, result: Json, sync: bool) -> Json:
    answer = client("lambda").invoke(
        FunctionName=os.environ[f"{name}_FUNCTION_NAME"],
        InvocationType="RequestResponse" if sync else "Event",
        Payload=json.dumps(result, default=str).encode(),
    )
    if "FunctionError" in answer:
        raise TargetError(f"{name}: {answer['FunctionError']}")
    return json.loads(answer["Payload"].read() or b"null") if sync else None


def _state_machine(name: str, result: Json, sync: bool) -> Json:
    arn = os.environ[f"{name}_STATE_MACHINE_ARN"]
    said = json.dumps(result, default=str)
    if not sync:
        client("stepfunctions").start_execution(stateMachineArn=arn, input=said)
        return None
    answer = client("stepfunctions").start_sync_execution(stateMachineArn=arn, input=said)
    # The call answers 200 even if the execution has failed.
    if answer["status"] != "SUCCEEDED":
        raise TargetError(f"{name}: {answer['status']}")
    return json.loads(answer.get("output") or "null")


def _http(name: str, result: Json, sync: bool) -> Json:
    answer = http.request(
        "POST",
        os.environ[f"{name}_BASE_URL"],
        body=text_of(result),
        headers={"Content-Type": "application/json", "Idempotency-Key": id_of(result)},
        timeout=urllib3.Timeout(total=float(os.environ.get(f"{name}_TIMEOUT_SECONDS", "5"))),
    )
    if answer.status >= 300:
        raise TargetError(f"{name}: status {answer.status}")
    try:
        return json.loads(answer.data) if sync and answer.data else None
    except ValueError:
        return answer.data.decode("utf-8", "replace")


SENDERS: Mapping[str, Callable[[str, Json, bool], Json]] = {
    "queue": _queue,
    "topic": _topic,
    "event-bus": _event_bus,
    "stream": _stream,
    "delivery-stream": _delivery_stream,
    "table": _table,
    "bucket": _bucket,
    "function": _function,
    "state-machine": _state_machine,
    "http": _http,
}
"""How each kind of target is given a result."""
