"""FIFOer: changes of one subscription are applied in order, different subscriptions side by side."""

import pytest

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Deployment

GROUPS = ("s1", "s2", "s3", "s4")


def change(subscription: str, number: int) -> dict[str, object]:
    return {"subscription": subscription, "change": number, "plan": f"plan-{number}"}


def plans(subscriptions: Deployment) -> dict[str, tuple[str, int]]:
    return {row["subscription"]: (row["plan"], int(row["last_change"])) for row in subscriptions.rows("state")}


def group(message: object) -> str:
    return str(message["subscription"] if isinstance(message, dict) else "s1")


@pytest.mark.slow_proof
def test_order_holds_within_each_group(deployed: Deploy) -> None:
    subscriptions = deployed("fifoer")

    subscriptions.send("changes", [change(name, n) for n in range(1, 16) for name in GROUPS], group=group)

    wanted = dict.fromkeys(GROUPS, ("plan-15", 15))
    subscriptions.eventually(lambda: plans(subscriptions) == wanted, "all changes")
    # A change that is not newer was overtaken: nothing else makes one, since every message came once.
    assert not subscriptions.told("apply", "not newer")


def test_a_change_that_was_overtaken_would_be_seen(deployed: Deploy) -> None:
    """The proof's own proof."""
    subscriptions = deployed("fifoer")

    subscriptions.send("changes", [change("s1", 2), change("s1", 1)], group=group)

    subscriptions.eventually(lambda: subscriptions.told("apply", "not newer"), "the overtaken one")
    assert plans(subscriptions) == {"s1": ("plan-2", 2)}


@pytest.mark.slow_proof
def test_a_change_that_fails_holds_up_its_own_group_until_it_is_given_up(deployed: Deploy) -> None:
    subscriptions = deployed("fifoer")
    subscriptions.send("changes", [change("s1", 1)], group=group)
    subscriptions.eventually(lambda: plans(subscriptions), "the first change")
    subscriptions.hurry("changes")

    subscriptions.send("changes", ["no change"], group=group)
    # What is taken together uses up its tries together, so the others come a moment later.
    subscriptions.eventually(lambda: subscriptions.failures("apply"), "the first try")
    subscriptions.send("changes", [change("s1", 2), change("s2", 1)], group=group)

    subscriptions.eventually(lambda: "s2" in plans(subscriptions), "the other group")
    assert subscriptions.messages("dead") == ["no change"]
    wanted = {"s1": ("plan-2", 2), "s2": ("plan-1", 1)}
    subscriptions.eventually(lambda: plans(subscriptions) == wanted, "the rest of its group")
    assert not subscriptions.told("apply", "not newer")
