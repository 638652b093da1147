import json

import pytest
from botocore.exceptions import ClientError


class Queue:
    """A FIFO queue that hides what it has handed out."""

    def __init__(self):
        self.waiting, self.deleted = [], []

    def put(self, *bodies, group="s1"):
        for body in bodies:
            number = str(len(self.waiting))
            self.waiting.append(
                {"MessageId": number, "ReceiptHandle": number, "Body": body, "Attributes": {"MessageGroupId": group}}
            )

    def receive_message(self, MaxNumberOfMessages, **_):
        taken, self.waiting = self.waiting[:MaxNumberOfMessages], self.waiting[MaxNumberOfMessages:]
        return {"Messages": taken} if taken else {}

    def delete_message_batch(self, QueueUrl, Entries):
        self.deleted += [entry["ReceiptHandle"] for entry in Entries]
        return {}


class Functions:
    def __init__(self):
        self.calls, self.throttled = [], False

    def invoke(self, FunctionName, InvocationType, Payload):
        if self.throttled:
            raise ClientError({"Error": {"Code": "TooManyRequestsException"}}, "Invoke")
        self.calls.append((FunctionName, InvocationType, json.loads(Payload)))


def change(number, subscription="s1"):
    return json.dumps({"subscription": subscription, "change": number, "plan": f"plan {number}"})


@pytest.fixture
def app(load, make_table):
    make_table("state", "subscription")
    app = load(STATE_TABLE_NAME="state", CHANGES_QUEUE_URL="https://queue", CONSUMER_FUNCTION_NAME="consumer")
    app.queue, app.functions = Queue(), Functions()
    return app


def run(app, context, event=None):
    """Follow the loop to its end."""
    turns = [app.lambda_handler(event or {}, context)]
    while len(app.functions.calls) >= len(turns):
        turns.append(app.lambda_handler(app.functions.calls[len(turns) - 1][2], context))
    return turns


def test_the_loop_goes_round_until_the_queue_is_empty(app, context):
    app.queue.put(*[change(number) for number in range(1, 26)])
    assert [turn["applied"] for turn in run(app, context)] == [10, 10, 5, 0]
    assert app.state.get_item(Key={"subscription": "s1"})["Item"]["plan"] == "plan 25"
    assert app.functions.calls[0] == ("consumer", "Event", {"turn": 2})


def test_an_empty_queue_ends_it_at_once(app, context):
    assert run(app, context) == [{"turn": 1, "applied": 0, "goes_on": False}]


def test_what_failed_is_not_deleted_and_nothing_of_its_group_overtakes_it(app, context):
    app.queue.put(change(1), "no change", change(3))
    app.queue.put(change(1, "s2"), group="s2")
    run(app, context)
    assert app.queue.deleted == ["0", "3"]
    assert app.state.get_item(Key={"subscription": "s1"})["Item"]["plan"] == "plan 1"
    assert app.state.get_item(Key={"subscription": "s2"})["Item"]["plan"] == "plan 1"


def test_a_batch_of_which_nothing_could_be_applied_ends_the_loop(app, context):
    app.queue.put("bad", "bad")
    assert len(run(app, context)) == 1


def test_no_loop_is_endless(app, context, monkeypatch):
    monkeypatch.setattr(app, "MOST_TURNS", 3)
    app.queue.put(*[change(number) for number in range(1, 60)])
    assert [turn["goes_on"] for turn in run(app, context)] == [True, True, False]


def test_if_it_cannot_call_itself_the_work_of_this_turn_still_counts(app, context):
    app.functions.throttled = True
    app.queue.put(change(1))
    assert app.lambda_handler({}, context)["applied"] == 1
    assert app.queue.deleted == ["0"]
