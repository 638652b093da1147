import pytest
from handler_testing import FakeDatabase

ADA = [7, "Ada", "ada@example.com", "London"]


@pytest.fixture
def app(load):
    return load()


def test_a_customer_is_looked_up_by_number(app, context):
    app.database = FakeDatabase([ADA])
    assert app.lambda_handler({"action": "look_up", "customer": 7}, context)["name"] == "Ada"


def test_nobody_is_an_error_for_the_caller(app, context):
    app.database = FakeDatabase([])
    with pytest.raises(app.UnknownCustomerError):
        app.lambda_handler({"action": "look_up", "customer": 8}, context)


def test_an_address_is_a_parameter_and_never_part_of_the_statement(app, context):
    app.database = FakeDatabase([ADA])
    hostile = "' OR 1=1; DROP TABLE customers; --"
    assert len(app.lambda_handler({"action": "find", "email": hostile}, context)["customers"]) == 1
    sql, parameters = app.database.asked[0]
    assert "DROP" not in sql
    assert parameters == {"email": hostile}


def test_a_correction_is_one_transaction(app, context):
    app.database = FakeDatabase([], [], [ADA])
    change = {"action": "correct", "customer": 7, "changes": {"name": "Ada L.", "city": "Ockham"}}
    app.lambda_handler(change, context)
    assert app.database.committed == 2


@pytest.mark.parametrize("changes", [{}, {"customer": "8"}, {"name = 'x' --": "y"}])
def test_other_columns_cannot_be_corrected(app, context, changes):
    app.database = FakeDatabase()
    with pytest.raises(app.RequestError):
        app.lambda_handler({"action": "correct", "customer": 7, "changes": changes}, context)
    assert app.database.asked == []


@pytest.mark.parametrize("event", [{}, {"action": "delete", "customer": 7}, {"action": "look_up", "customer": "7"}])
def test_an_unknown_action_is_refused(app, context, event):
    with pytest.raises(app.RequestError):
        app.lambda_handler(event, context)
