"""A design of several services: each is a stack that deploys by itself, in any order, and then they hear each other."""

import json
from collections.abc import Callable, Iterator, Sequence

import pytest

from app.export import Language
from tests.lower.scenes import scenes
from tests.proof.harness.deployment import Deployment
from tests.proof.harness.emulator import Emulator
from tests.proof.harness.services import Services, services_of
from tests.proof.test_distributed_trigger import log, payment

PAYMENTS, FRAUD, SUPPORT, MAIL = "payment-service", "fraud-service", "support-service", "mail-service"
ORDERS = {
    "who tells first": (PAYMENTS, FRAUD, SUPPORT, MAIL),
    "who listens first": (MAIL, SUPPORT, FRAUD, PAYMENTS),
}


LANGUAGES = [Language.PYTHON, pytest.param(Language.NODEJS, marks=pytest.mark.slow_proof)]


@pytest.fixture(params=LANGUAGES, ids=str)
def services(emulator: Emulator, request: pytest.FixtureRequest) -> Iterator[Services]:
    """The services of Distributed Trigger; the topic is one's, and each queue another's."""
    with services_of(emulator, scenes()["distributed-trigger"].design, request.param) as undeployed:
        yield undeployed


def heard(inbox: Deployment, part: str, number: str) -> Callable[[], bool]:
    """Whether a declined payment has come to a service's queue."""

    def ask() -> bool:
        answer = inbox.client("sqs").receive_message(
            QueueUrl=inbox.queue(part), MaxNumberOfMessages=10, VisibilityTimeout=0
        )
        return any(json.loads(message["Body"])["payment"] == number for message in answer.get("Messages", []))

    return ask


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_whichever_is_deployed_first_they_hear_each_other_in_the_end(services: Services, order: Sequence[str]) -> None:
    for service in order:
        services.deploy(service)
    # What was not there yet is told now.
    for service in order:
        services.deploy(service)

    log(services.deployed[PAYMENTS], payment("p1", "declined", risk="high"))

    for listener, part in ((FRAUD, "fraudinbox"), (SUPPORT, "supportinbox"), (MAIL, "mailinbox")):
        inbox = services.deployed[listener]
        inbox.eventually(heard(inbox, part, "p1"), f"the decline at {listener}")


def test_who_is_not_there_yet_holds_up_nobody_else(services: Services) -> None:
    support, payments, mail = (services.deploy(service) for service in (SUPPORT, PAYMENTS, MAIL))

    log(payments, payment("p1", "declined"))
    support.eventually(heard(support, "supportinbox", "p1"), "the decline at who was there before")
    # Who came after the topic's stack is told only when that is deployed again.
    assert not heard(mail, "mailinbox", "p1")()

    log(services.deploy(PAYMENTS), payment("p2", "declined"))

    mail.eventually(heard(mail, "mailinbox", "p2"), "the decline at who came later")
