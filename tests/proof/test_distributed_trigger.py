"""Distributed Trigger: a service logs as ever; what others should know goes out once and reaches who asked for it."""

import json
import time

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Deployment


def log(payments: Deployment, *lines: object) -> None:
    """Write lines into the payment service's log, as it does."""
    logs, group = payments.client("logs"), payments.outputs["LogLogGroupName"]
    stream = f"copy-{time.time_ns()}"
    logs.create_log_stream(logGroupName=group, logStreamName=stream)
    now = time.time_ns() // 1_000_000
    events = [{"timestamp": now, "message": json.dumps(line)} for line in lines]
    logs.put_log_events(logGroupName=group, logStreamName=stream, logEvents=events)


def payment(number: str, outcome: str, **more: object) -> dict[str, object]:
    said = {"payment": number, "outcome": outcome, "card": "4111111111111111", "amount": 100, "currency": "EUR"}
    return said | more


def test_each_decline_reaches_every_subscriber_without_the_card(deployed: Deploy) -> None:
    payments = deployed("distributed-trigger")

    log(payments, payment("p1", "declined"), payment("p2", "paid"), payment("p3", "declined"))

    for inbox in ("support", "mail"):
        told = [json.loads(body) for body in payments.messages(f"{inbox}inbox", 2)]
        assert {notice["payment"] for notice in told} == {"p1", "p3"}
        assert not any("4111" in json.dumps(notice) for notice in told)


def test_the_fraud_service_hears_of_high_risks_only(deployed: Deploy) -> None:
    payments = deployed("distributed-trigger")

    log(payments, payment("p1", "declined", risk="low"), payment("p2", "declined", risk="high"))

    payments.messages("supportinbox", 2)
    assert [json.loads(body)["payment"] for body in payments.messages("fraudinbox")] == ["p2"]
