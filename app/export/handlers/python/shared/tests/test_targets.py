import io
import json
from decimal import Decimal

import pytest


@pytest.fixture
def targets(load, monkeypatch, tmp_path):
    module = load("targets")
    module.calls, module.answers = [], {}

    class Client:
        def __init__(self, service):
            self.service = service

        def __getattr__(self, operation):
            def call(**said):
                module.calls.append((f"{self.service}.{operation}", said))
                return module.answers.get(operation, {})

            return call

    def draw(*drawn):
        file = tmp_path / "targets.json"
        file.write_text(json.dumps([{"name": name, "kind": kind, "sync": sync} for name, kind, sync in drawn]))
        monkeypatch.setattr(module, "FILE", file)
        module.targets.cache_clear()

    monkeypatch.setattr(module, "client", Client)
    module.draw = draw
    return module


NAMES = {
    "queue": {"T_QUEUE_URL": "https://sqs/t"},
    "topic": {"T_TOPIC_ARN": "arn:topic"},
    "event-bus": {"T_EVENT_BUS_NAME": "bus", "T_EVENT_SOURCE": "me"},
    "stream": {"T_STREAM_NAME": "stream"},
    "delivery-stream": {"T_DELIVERY_STREAM_NAME": "delivery"},
    "bucket": {"T_BUCKET_NAME": "bucket"},
    "function": {"T_FUNCTION_NAME": "function"},
    "state-machine": {"T_STATE_MACHINE_ARN": "arn:machine"},
}


@pytest.mark.parametrize("kind", NAMES)
def test_every_kind_of_target_takes_the_result(targets, monkeypatch, kind):
    for name, value in NAMES[kind].items():
        monkeypatch.setenv(name, value)
    targets.draw(("T", kind, False))
    assert targets.hand_on({"id": "1", "what": "it"}) == {}
    ((operation, said),) = targets.calls
    assert "it" in str(said)
    assert operation.split(".")[0] in ("sqs", "sns", "events", "kinesis", "firehose", "s3", "lambda", "stepfunctions")


def test_a_function_that_is_called_synchronously_answers(targets, monkeypatch):
    monkeypatch.setenv("T_FUNCTION_NAME", "function")
    targets.draw(("T", "function", True))
    targets.answers["invoke"] = {"Payload": io.BytesIO(b'{"price": 5}')}
    assert targets.hand_on({}) == {"t": {"price": 5}}
    targets.answers["invoke"] = {"FunctionError": "Unhandled"}
    with pytest.raises(targets.TargetError):
        targets.hand_on({})


def test_a_workflow_that_failed_is_an_error_though_the_call_succeeded(targets, monkeypatch):
    monkeypatch.setenv("T_STATE_MACHINE_ARN", "arn")
    targets.draw(("T", "state-machine", True))
    targets.answers["start_sync_execution"] = {"status": "FAILED"}
    with pytest.raises(targets.TargetError, match="FAILED"):
        targets.hand_on({})


def test_a_fifo_queue_keeps_the_order_that_the_arrow_names(targets, monkeypatch):
    monkeypatch.setenv("T_QUEUE_URL", "https://sqs/t.fifo")
    monkeypatch.setenv("T_GROUP_BY", "order")
    targets.draw(("T", "queue", False))
    targets.hand_on({"order": "7", "id": "e1"})
    said = targets.calls[0][1]
    assert (said["MessageGroupId"], said["MessageDeduplicationId"]) == ("7", "e1")


def test_a_standard_queue_is_told_the_group_that_the_arrow_names(targets, monkeypatch):
    monkeypatch.setenv("T_QUEUE_URL", "https://sqs/t")
    targets.draw(("T", "queue", False))
    targets.hand_on({"customer": {"id": 7}})
    monkeypatch.setenv("T_GROUP_BY", "customer.id")
    targets.hand_on({"customer": {"id": 7}})
    assert ["MessageGroupId" in said for _, said in targets.calls] == [False, True]
    assert targets.calls[1][1]["MessageGroupId"] == "7"


def test_an_item_gets_the_keys_that_its_table_needs(targets, make_table, monkeypatch):
    table = make_table("items", "customer", "at")
    monkeypatch.setenv("T_TABLE_NAME", "items")
    monkeypatch.setenv("T_PARTITION_KEY", "customer")
    monkeypatch.setenv("T_SORT_KEY", "at")
    targets.draw(("T", "table", False))
    for _ in range(2):
        targets.hand_on({"customer": 7, "share": 0.5})
    (item,) = table.scan()["Items"]
    assert (item["customer"], item["share"]) == ("7", Decimal("0.5"))
    assert item["at"]


def test_an_event_that_the_bus_refused_is_an_error(targets, monkeypatch):
    monkeypatch.setenv("T_EVENT_BUS_NAME", "bus")
    monkeypatch.setenv("T_EVENT_SOURCE", "me")
    targets.draw(("T", "event-bus", False))
    targets.answers["put_events"] = {"FailedEntryCount": 1, "Entries": [{"ErrorCode": "Throttled"}]}
    with pytest.raises(targets.TargetError, match="Throttled"):
        targets.hand_on({})


def test_without_targets_there_is_nothing_to_do(targets):
    targets.draw()
    assert targets.hand_on({"a": 1}) == {}
