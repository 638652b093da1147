"""What an arrow groups by is what keeps its messages in order, whoever sends them and whatever keeps them."""

import json

import pytest

from app.documents import check
from app.graph import to_template
from app.lower import lower
from app.model import Design

FIFO = {"queue": {"fifo": True}, "topic": {"fifo": True}, "stream": {}}
SENDERS = [("http-api", "queue"), ("http-api", "stream")]
SENDERS += [(sender, target) for sender in ("rest-api", "state-machine", "function") for target in FIFO]


def drawn(sender: str, target: str, group_by: str | None, **properties: object) -> Design:
    said: dict[str, object] = {} if group_by is None else {"group_by": group_by}
    if sender.endswith("api"):
        said["route"] = "POST /clicks"
    return Design.model_validate(
        {
            "name": "Groups",
            "components": [
                {"id": "sender", "kind": sender, "name": "Sender"},
                {"id": "target", "kind": target, "name": "Target", "properties": FIFO[target] | properties},
            ],
            "connections": [
                {
                    "id": "send",
                    "source": {"component": "sender", "port": "sends"},
                    "target": {"component": "target", "port": "messages"},
                    "semantics": "async",
                    "properties": said,
                }
            ],
        }
    )


def text(design: Design) -> str:
    assert check(design) == ()
    return json.dumps(to_template(lower(design)))


@pytest.mark.parametrize(("sender", "target"), SENDERS)
def test_what_the_arrow_groups_by_keeps_the_order(sender: str, target: str) -> None:
    assert "visitor.id" in text(drawn(sender, target, "visitor.id"))
    assert "visitor.id" not in text(drawn(sender, target, None))


@pytest.mark.parametrize("sender", ["http-api", "rest-api", "state-machine", "function"])
def test_a_standard_queue_is_fair_to_the_groups_that_are_named(sender: str) -> None:
    assert "tenant" in text(drawn(sender, "queue", "tenant", fifo=False))
    assert "MessageGroupId" not in text(drawn(sender, "queue", None, fifo=False))


@pytest.mark.parametrize("said", ["visitor id", "$context.requestId", "a..b", "'", "a[0]"])
def test_a_group_is_the_name_of_a_field(said: str) -> None:
    (finding,) = check(drawn("rest-api", "stream", said))
    assert "group_by" in str(finding)


def test_a_message_without_the_field_spreads_over_a_stream_and_stays_in_order_in_a_queue() -> None:
    assert "$context.requestId#end" in text(drawn("rest-api", "stream", "visitor"))
    assert "all#end" in text(drawn("rest-api", "queue", "visitor"))
    assert "$states.context.Execution.Name" in text(drawn("state-machine", "stream", "visitor"))
