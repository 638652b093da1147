import json

import pytest


@pytest.mark.parametrize(("cents", "said"), [(1900, "collected"), (-500, "paid back")])
def test_money_moves_one_way_or_the_other(load, caplog, cents, said):
    load().collect(json.dumps({"billing": "b1", "customer": "c7", "cents": cents}))
    assert caplog.messages == [said]


def test_what_costs_nothing_is_skipped(load, caplog):
    load().collect(json.dumps({"billing": "b1", "cents": 0}))
    assert caplog.messages == []


def test_anything_else_fails_loudly(load):
    with pytest.raises(ValueError, match="billing record"):
        load().collect(json.dumps({"cents": 5}))
