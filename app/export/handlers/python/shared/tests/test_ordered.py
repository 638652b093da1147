import json

import pytest
from handler_testing import failures_of, kinesis_event, sqs_event


@pytest.fixture
def work(load):
    module = load("ordered")
    done = []

    def work(event, *bad):
        def one(message):
            if message in bad:
                raise ValueError(message)
            done.append(message)

        return failures_of(module.work_through(event, one)), done

    return work


def groups(**messages):
    event = {"Records": []}
    for group, bodies in messages.items():
        event["Records"] += sqs_event(*bodies, group=group)["Records"]
    for index, record in enumerate(event["Records"]):
        record["messageId"] = f"m{index}"
    return event


def test_all_is_done_in_order(work):
    assert work(groups(a=["a1", "a2", "a3"])) == ([], ["a1", "a2", "a3"])


def test_at_the_first_failure_its_group_stops_and_the_rest_comes_again(work):
    assert work(groups(a=["a1", "a2", "a3"]), "a2") == (["m1", "m2"], ["a1"])


def test_other_groups_go_on(work):
    assert work(groups(a=["a1", "a2"], b=["b1", "b2"]), "a1") == (["m0", "m1"], ["b1", "b2"])


def test_a_shard_stops_at_the_first_failure(work):
    assert work(kinesis_event("r1", "r2", "r3"), "r2") == (["1"], ["r1"])


def test_a_notification_is_unwrapped(work):
    assert work(groups(a=[json.dumps({"Type": "Notification", "Message": "a1"})])) == ([], ["a1"])


def test_an_empty_batch_is_no_failure(work):
    assert work({"Records": []}) == ([], [])


def test_in_a_standard_queue_every_message_stands_for_itself(work):
    assert work(sqs_event("1", "2", "3"), "1") == (["m0"], ["2", "3"])
