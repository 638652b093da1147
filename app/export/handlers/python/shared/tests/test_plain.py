from decimal import Decimal

import pytest


def test_numbers_and_sets_are_plain_json(load):
    to_json = load("plain").to_json
    assert to_json({"a": Decimal(350), "b": Decimal("1.5"), "c": {"y", "x"}}) == '{"a":350,"b":1.5,"c":["x","y"]}'


def test_anything_else_is_no_json(load):
    with pytest.raises(TypeError, match="object"):
        load("plain").to_json(object())
