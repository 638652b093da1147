import json

import pytest


@pytest.fixture
def unwrapped(load):
    return load("envelope").unwrapped


def test_a_notification_is_taken_out_of_its_envelope(unwrapped):
    assert unwrapped(json.dumps({"Type": "Notification", "Message": '{"id": "e1"}'})) == '{"id": "e1"}'


@pytest.mark.parametrize("body", ['{"id": "e1"}', '{"Type": "Notification"}', "no json", "[]", '"text"'])
def test_everything_else_stays_as_it_is(unwrapped, body):
    assert unwrapped(body) == body
