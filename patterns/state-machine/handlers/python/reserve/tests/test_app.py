import pytest

ORDER = {
    "order": "4711",
    "lines": [{"product": "tea", "quantity": 2}, {"product": "cup", "quantity": 1}],
    "cents": 1600,
}


@pytest.fixture
def app(load, make_table):
    table = make_table("stock", "pk")
    for product, left in [("tea", 3), ("cup", 1)]:
        table.put_item(Item={"pk": f"product#{product}", "left": left})
    app = load(STOCK_TABLE_NAME="stock")
    app.left = lambda product: int(table.get_item(Key={"pk": f"product#{product}"})["Item"]["left"])
    app.stock = __import__("stock")
    return app


def test_an_order_is_reserved_once_however_often_the_step_runs(app, context):
    for _ in range(3):
        assert app.lambda_handler(ORDER, context) == ORDER | {"reserved": True}
    assert (app.left("tea"), app.left("cup")) == (1, 0)


def test_an_order_that_cannot_be_had_whole_takes_nothing(app, context):
    app.lambda_handler(ORDER, context)
    with pytest.raises(app.stock.OutOfStockError, match="4712"):
        app.lambda_handler(ORDER | {"order": "4712"}, context)
    assert (app.left("tea"), app.left("cup")) == (1, 0)


@pytest.mark.parametrize("wrong", [{"order": ""}, {"lines": []}, {"lines": [{"product": "tea"}]}, {"lines": "tea"}])
def test_what_is_no_order_fails_loudly(app, context, wrong):
    with pytest.raises(app.stock.OrderError):
        app.lambda_handler(ORDER | wrong, context)


def test_a_released_order_stays_released(app, context):
    app.stock.release("4711")
    with pytest.raises(app.stock.OutOfStockError):
        app.lambda_handler(ORDER, context)
    assert app.left("tea") == 3


def test_a_release_gives_back_what_was_reserved_and_only_once(app, context):
    app.lambda_handler(ORDER, context)
    assert app.stock.release("4711")
    assert not app.stock.release("4711")
    assert (app.left("tea"), app.left("cup")) == (3, 1)
