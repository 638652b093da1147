import json

import pytest
from handler_testing import http_event, rest_event

BASKET = {"basket": [{"product": "tea", "quantity": 2}, {"product": "cup", "quantity": 1}]}


@pytest.fixture
def app(load, make_table):
    table = make_table("prices", "product")
    table.put_item(Item={"product": "tea", "cents": 350})
    table.put_item(Item={"product": "cup", "cents": 900})
    return load(PRICES_TABLE_NAME="prices")


def test_a_direct_caller_gets_the_price(app, context):
    assert app.lambda_handler(BASKET, context)["total_cents"] == 1600


def test_a_product_named_twice_is_asked_for_once(app, context):
    basket = {"basket": [{"product": "tea", "quantity": 1}] * 3}
    assert app.lambda_handler(basket, context)["total_cents"] == 1050


def test_a_direct_caller_gets_the_error_as_an_error(app, context):
    with pytest.raises(app.UnknownProductError, match="gin"):
        app.lambda_handler({"basket": [{"product": "gin", "quantity": 1}]}, context)


@pytest.mark.parametrize(
    "basket",
    [
        None,
        [],
        "tea",
        [{"product": "tea"}],
        [{"product": "tea", "quantity": 0}],
        [{"product": "tea", "quantity": True}],
    ],
)
def test_a_basket_that_makes_no_sense_is_refused(app, context, basket):
    with pytest.raises(app.BasketError, match="basket"):
        app.lambda_handler({"basket": basket}, context)
    assert (
        app.lambda_handler(rest_event("POST", "/quotes", json.dumps({"basket": basket})), context)["statusCode"] == 400
    )


@pytest.mark.parametrize(("event", "path"), [(http_event, "/"), (rest_event, "/quotes")])
def test_over_http_the_same_is_a_status(app, context, event, path):
    answer = app.lambda_handler(event("POST", path, json.dumps(BASKET)), context)
    assert (answer["statusCode"], json.loads(answer["body"])["total_cents"]) == (200, 1600)
    unknown = json.dumps({"basket": [{"product": "gin", "quantity": 1}]})
    assert app.lambda_handler(event("POST", path, unknown), context)["statusCode"] == 404


@pytest.mark.parametrize("body", ["{", "[]", "", "7"])
def test_a_body_that_is_no_basket_is_the_client_s_mistake(app, context, body):
    assert app.lambda_handler(http_event("POST", "/", body), context)["statusCode"] == 400


def test_what_dynamodb_left_out_is_asked_for_again(app, monkeypatch):
    rounds = [
        {
            "Responses": {"prices": [{"product": "a", "cents": 1}]},
            "UnprocessedKeys": {"prices": {"Keys": [{"product": "b"}]}},
        },
        {"Responses": {"prices": [{"product": "b", "cents": 2}]}},
    ]
    monkeypatch.setattr(app, "dynamodb", type("D", (), {"batch_get_item": lambda self, RequestItems: rounds.pop(0)})())
    assert app.prices(["a", "b"]) == {"a": 1, "b": 2}
