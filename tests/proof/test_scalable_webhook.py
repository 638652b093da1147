"""Scalable Webhook: a burst is taken at once and written at the database's pace; nothing is lost."""

import hashlib
import hmac
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Answer, Deployment
from tests.proof.harness.observing import busiest, observe_writers
from tests.proof.harness.rewrite import Template

CAP = 5


def signed(webhook: Deployment, body: str) -> dict[str, str]:
    """The header that the provider makes with the secret that both share."""
    (arn,) = (value for name, value in webhook.outputs.items() if name.endswith("SigningSecretArn"))
    secret = webhook.client("secretsmanager").get_secret_value(SecretId=arn)
    genuine = hmac.new(secret["SecretString"].encode(), body.encode(), hashlib.sha256).hexdigest()
    return {"X-Signature": f"sha256={genuine}"}


def call(webhook: Deployment, event: object, *, signature: str | None = None) -> Answer:
    """Call as the provider does."""
    body = json.dumps(event)
    header = signed(webhook, body) if signature is None else {"X-Signature": signature}
    return webhook.http("POST", "/webhook", body, headers=header)


def written(webhook: Deployment) -> set[str]:
    """The ids of the events in the database."""
    assert webhook.database
    return {row["id"] for row in webhook.database.rows("SELECT id FROM events")}


def test_a_webhook_becomes_a_row(deployed: Deploy) -> None:
    webhook = deployed("scalable-webhook")

    assert call(webhook, {"id": "e1", "type": "paid"}).status == 202
    assert webhook.eventually(lambda: written(webhook), "the row") == {"e1"}


@pytest.mark.slow_proof
def test_a_burst_of_hundreds_is_taken_and_written_by_no_more_writers_than_the_cap(deployed: Deploy) -> None:
    webhook = deployed("scalable-webhook")
    assert webhook.database
    observe_writers(webhook.database, "events", together=CAP)
    events = [{"id": f"e{number}", "type": "paid"} for number in range(300)]

    with ThreadPoolExecutor(8) as provider:
        statuses = {answer.status for answer in provider.map(lambda event: call(webhook, event), events)}

    assert statuses == {202}
    wanted = {str(event["id"]) for event in events}
    # A writer that a busy machine starts too slowly gets its messages again after the queue's visibility timeout.
    webhook.eventually(lambda: written(webhook) == wanted, "all 300 rows", seconds=300)
    assert 2 <= busiest(webhook.database) <= CAP
    assert webhook.depth("dead") == 0


def test_an_event_that_comes_twice_is_written_once(deployed: Deploy) -> None:
    webhook = deployed("scalable-webhook")
    assert webhook.database

    for _ in range(3):
        assert call(webhook, {"id": "e1", "type": "paid"}).status == 202
    assert call(webhook, {"id": "e2", "type": "paid"}).status == 202

    webhook.eventually(lambda: webhook.depth("events") == 0, "an empty queue")
    assert len(webhook.database.rows("SELECT id FROM events")) == 2


def test_a_bad_signature_is_refused_and_nothing_is_queued(deployed: Deploy) -> None:
    webhook = deployed("scalable-webhook")

    assert call(webhook, {"id": "forged"}, signature="sha256=" + "0" * 64).status == 401
    assert call(webhook, {"id": "genuine"}).status == 202
    assert webhook.eventually(lambda: written(webhook), "the genuine row") == {"genuine"}


@pytest.mark.slow_proof
def test_a_poison_message_ends_among_the_dead_letters_and_holds_up_nobody(deployed: Deploy) -> None:
    webhook = deployed("scalable-webhook")
    webhook.send("events", [{"id": "before", "type": "paid"}])
    webhook.eventually(lambda: written(webhook), "the first row")
    webhook.hurry("events")

    webhook.send("events", ["no JSON at all", {"id": "after", "type": "paid"}])

    assert webhook.messages("dead") == ["no JSON at all"]
    webhook.eventually(lambda: written(webhook) == {"before", "after"}, "the other row")


@pytest.mark.slow_proof
def test_the_cap_is_what_holds_the_writers_back(deployed: Deploy) -> None:
    """The proof's own proof: with a higher cap there are more of them."""
    webhook = deployed("scalable-webhook", change=with_a_higher_cap)
    assert webhook.database
    observe_writers(webhook.database, "events", together=CAP + 1)

    webhook.send("events", [{"id": f"e{number}"} for number in range(300)])

    webhook.eventually(lambda: len(written(webhook)) == 300, "all 300 rows", seconds=300)
    assert busiest(webhook.database) > CAP


def with_a_higher_cap(template: Template) -> None:
    """Twice as many as the pattern allows."""
    for said in template["Resources"].values():
        properties = said.get("Properties", {})
        if "ReservedConcurrentExecutions" in properties:
            properties["ReservedConcurrentExecutions"] = 2 * CAP
        if "ScalingConfig" in properties:
            properties["ScalingConfig"] = {"MaximumConcurrency": 2 * CAP}
