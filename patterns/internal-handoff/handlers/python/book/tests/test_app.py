import pytest

SALE = {"customer": "c7", "order": "4711", "points": 120}


@pytest.fixture
def table(make_table):
    return make_table("accounts", "customer", "order")


@pytest.fixture
def app(load, table):
    return load(ACCOUNTS_TABLE_NAME="accounts")


def balance(table):
    return table.get_item(Key={"customer": "c7", "order": "balance"})["Item"]["points"]


def test_a_sale_counts_once_however_often_lambda_runs_it(app, context, table):
    answers = [app.lambda_handler(SALE, context)["booked"] for _ in range(3)]
    assert answers == [True, False, False]
    assert balance(table) == 120


def test_different_orders_add_up(app, context, table):
    app.lambda_handler(SALE, context)
    app.lambda_handler(SALE | {"order": "4712", "points": 5}, context)
    assert balance(table) == 125


@pytest.mark.parametrize(
    "wrong", [{"customer": ""}, {"order": None}, {"order": "balance"}, {"points": 0}, {"points": "9"}, {"points": True}]
)
def test_what_is_no_sale_fails_loudly_and_changes_nothing(app, context, table, wrong):
    with pytest.raises(app.SaleError):
        app.lambda_handler(SALE | wrong, context)
    assert table.scan()["Items"] == []


def test_an_outage_is_raised_so_that_lambda_tries_again(app, context, monkeypatch):
    monkeypatch.setenv("ACCOUNTS_TABLE_NAME", "gone")
    with pytest.raises(app.ClientError):
        app.lambda_handler(SALE, context)
