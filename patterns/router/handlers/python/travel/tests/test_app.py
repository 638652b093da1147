import pytest

CLAIM = {"claim": "k1", "policy": "p1", "destination": "Rome"}


@pytest.fixture
def table(make_table):
    return make_table("claims", "claim")


@pytest.fixture
def app(load, table):
    return load(TRAVEL_TABLE_TABLE_NAME="claims")


def test_a_claim_is_opened_once(app, context, table):
    assert app.lambda_handler(CLAIM, context) == {"opened": ["k1"]}
    table.update_item(
        Key={"claim": "k1"},
        UpdateExpression="SET #state = :state",
        ExpressionAttributeNames={"#state": "state"},
        ExpressionAttributeValues={":state": "paid"},
    )
    assert app.lambda_handler({"detail": CLAIM}, context) == {"opened": []}
    assert table.get_item(Key={"claim": "k1"})["Item"]["state"] == "paid"


def test_a_claim_that_lacks_what_this_task_needs_fails_loudly(app, context, table):
    for field in app.FIELDS:
        with pytest.raises(ValueError, match=field):
            app.lambda_handler({name: CLAIM[name] for name in CLAIM if name != field}, context)
    assert table.scan()["Items"] == []
