import json

import pytest
from handler_testing import http_event, rest_event


@pytest.mark.parametrize("event", [http_event, rest_event])
def test_a_product_is_shown_and_a_stranger_is_not_found(load, make_table, context, event):
    make_table("products", "product").put_item(Item={"product": "tea", "name": "Tea", "cents": 350})
    app = load(PRODUCT_TABLE_TABLE_NAME="products")
    answer = app.lambda_handler(event("GET", "/products/tea"), context)
    assert (answer["statusCode"], json.loads(answer["body"])["name"]) == (200, "Tea")
    assert app.lambda_handler(event("GET", "/products/gin"), context)["statusCode"] == 404
