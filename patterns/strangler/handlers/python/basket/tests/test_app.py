import json

import pytest
from handler_testing import rest_event

ADA = {"Cookie": f"theme=dark; shopper={'a' * 24}"}
BOB = {"Cookie": f"shopper={'b' * 24}"}


@pytest.fixture
def call(load, make_table, context):
    make_table("baskets", "shopper")
    app = load(BASKET_TABLE_TABLE_NAME="baskets")

    def call(method, body=None, headers=ADA):
        event = rest_event(method, "/basket", None if body is None else json.dumps(body), headers=headers)
        answer = app.lambda_handler(event, context)
        return answer["statusCode"], json.loads(answer["body"])

    call.app = app
    return call


def test_a_basket_belongs_to_its_shopper(call):
    assert call("PUT", {"product": "tea", "quantity": 2}) == (200, {"lines": {"tea": 2}})
    assert call("GET") == (200, {"lines": {"tea": 2}})
    assert call("GET", headers=BOB) == (200, {"lines": {}})


def test_a_line_is_set_and_not_added_to(call):
    for _ in range(2):
        call("PUT", {"product": "tea", "quantity": 2})
    call("PUT", {"product": "cup", "quantity": 1})
    assert call("PUT", {"product": "tea", "quantity": 0}) == (200, {"lines": {"cup": 1}})
    assert call("DELETE") == (200, {"lines": {}})
    assert call("GET") == (200, {"lines": {}})


def test_an_expired_basket_is_empty_before_the_table_forgets_it(call):
    call.app.baskets.put_item(Item={"shopper": "a" * 24, "lines": {"tea": 1}, "expires": 1})
    assert call("GET") == (200, {"lines": {}})


@pytest.mark.parametrize("cookie", ["", "shopper=short", "theme=dark", "shopper=" + "é" * 24])
def test_without_the_old_shop_s_cookie_there_is_no_basket(call, cookie):
    assert call("GET", headers={"Cookie": cookie})[0] == 401


@pytest.mark.parametrize(
    "body", [{}, {"product": "tea"}, {"product": "tea", "quantity": -1}, {"product": "", "quantity": 1}]
)
def test_a_line_that_makes_no_sense_is_refused(call, body):
    assert call("PUT", body)[0] == 400
