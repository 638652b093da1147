import json

import pytest
from handler_testing import rest_event

ORDER = {"order": "4711", "customer": "c7", "cents": 1600, "state": "placed"}


@pytest.fixture
def post(load, make_table, context):
    make_table("orders", "order")
    app = load(ORDERS_TABLE_NAME="orders")

    def post(body):
        answer = app.lambda_handler(rest_event("POST", "/orders", json.dumps(body)), context)
        return answer["statusCode"], json.loads(answer["body"])

    post.app = app
    return post


def test_every_change_of_an_order_is_newer_than_the_one_before(post):
    first, second = post(ORDER)[1], post(ORDER | {"state": "paid"})[1]
    assert second["last_updated"] > first["last_updated"]
    assert post.app.orders.get_item(Key={"order": "4711"})["Item"]["state"] == "paid"


@pytest.mark.parametrize("wrong", [{"order": ""}, {"cents": -1}, {"cents": "5"}, {"state": None}])
def test_what_is_no_order_is_refused(post, wrong):
    assert post(ORDER | wrong)[0] == 400
    assert post.app.orders.scan()["Items"] == []
