"""Notifier: who publishes knows nobody; every subscriber gets its copy, filtered, and a copy that cannot be is kept."""

import json

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Deployment
from tests.proof.harness.neighbours import Neighbours, Queue

KINDS = ("product", "subscription", "hours", "refund")


def billing(deployed: Deploy, neighbours: Neighbours, *, broken: str = "") -> tuple[Deployment, dict[str, Queue]]:
    """The pattern, and the subscribers' queues. The `broken` one is not there any more."""
    queues = {name: neighbours.queue(refuses=name == broken) for name in ("Invoicing", "Payments", "Ledger")}
    parameters = {f"{name}QueueArn": queue.arn for name, queue in queues.items()}
    return deployed("notifier", parameters=parameters), queues


def publish(notifier: Deployment, kind: str) -> None:
    attributes = {"kind": {"DataType": "String", "StringValue": kind}}
    notifier.client("sns").publish(
        TopicArn=notifier.outputs["BilledTopicArn"], Message=json.dumps({"kind": kind}), MessageAttributes=attributes
    )


def received(queue: Queue) -> list[str]:
    return sorted(json.loads(json.loads(body)["Message"])["kind"] for body in queue.take())


def test_every_subscriber_gets_every_notice_and_the_ledger_only_its_own(
    deployed: Deploy, neighbours: Neighbours
) -> None:
    notifier, queues = billing(deployed, neighbours)

    for kind in KINDS:
        publish(notifier, kind)

    assert {name: received(queue) for name, queue in queues.items()} == {
        "Invoicing": sorted(KINDS),
        "Payments": sorted(KINDS),
        "Ledger": ["refund", "subscription"],
    }


def test_a_copy_that_cannot_be_delivered_is_kept_and_the_others_get_theirs(
    deployed: Deploy, neighbours: Neighbours
) -> None:
    notifier, queues = billing(deployed, neighbours, broken="Payments")

    publish(notifier, "product")

    assert "product" in notifier.messages("undelivered")[0]
    assert received(queues["Invoicing"]) == ["product"]
