import pytest


@pytest.fixture
def app(load, make_table):
    app = load(STOCK_TABLE_NAME="stock")
    app.table = make_table("stock", "pk")
    app.table.put_item(Item={"pk": "product#tea", "left": 1})
    app.table.put_item(Item={"pk": "order#4711", "state": "reserved", "lines": {"tea": 2}})
    return app


def left(app):
    return int(app.table.get_item(Key={"pk": "product#tea"})["Item"]["left"])


def test_the_goods_go_back_once(app, context):
    for _ in range(3):
        assert app.lambda_handler({"order": "4711"}, context)["cancelled"]
    assert left(app) == 3
    assert app.table.get_item(Key={"pk": "order#4711"})["Item"]["state"] == "cancelled"


def test_an_order_that_was_never_reserved_is_cancelled_all_the_same(app, context):
    assert app.lambda_handler({"order": "4712"}, context)["cancelled"]
    assert left(app) == 1


def test_after_a_failure_the_order_stands_under_input(app, context):
    app.lambda_handler({"input": {"order": "4711"}, "error": {"Error": "PaymentDeclinedError"}}, context)
    assert left(app) == 3


def test_what_is_no_order_fails_loudly(app, context):
    with pytest.raises(ValueError, match="order"):
        app.lambda_handler({}, context)
