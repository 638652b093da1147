import pytest

GRANT = {"action": "grant", "user": "ada", "route": "GET /invoices", "asked_by": "grace"}


@pytest.fixture
def table(make_table):
    return make_table("permissions", "user")


@pytest.fixture
def app(load, table):
    return load(PERMISSIONS_TABLE_NAME="permissions")


def test_a_grant_is_there_once_however_often_it_is_asked_for(app, context, table):
    app.lambda_handler(GRANT, context)
    assert app.lambda_handler(GRANT, context)["routes"] == ["GET /invoices"]
    item = table.get_item(Key={"user": "ada"})["Item"]
    assert (item["changed_by"], item["last_change"]) == ("grace", "grant GET /invoices")


def test_a_revocation_leaves_the_others(app, context):
    app.lambda_handler(GRANT, context)
    app.lambda_handler(GRANT | {"route": "POST /invoices"}, context)
    assert app.lambda_handler(GRANT | {"action": "revoke"}, context)["routes"] == ["POST /invoices"]


def test_revoking_what_was_never_granted_is_no_error(app, context):
    assert app.lambda_handler(GRANT | {"action": "revoke"}, context)["routes"] == []


@pytest.mark.parametrize("field", ["action", "user", "route", "asked_by"])
def test_a_request_that_lacks_something_is_refused_by_that_name(app, context, field):
    with pytest.raises(app.RequestError, match=field):
        app.lambda_handler(GRANT | {field: ""}, context)
