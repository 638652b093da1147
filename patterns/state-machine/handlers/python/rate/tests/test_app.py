import pytest


def test_the_rate_for_the_duration_is_added(load, make_table, context):
    make_table("rates", "pk").put_item(Item={"pk": "rate#24", "basis_points": 450})
    app = load(RATES_TABLE_NAME="rates")
    assert app.lambda_handler({"months": 24}, context) == {"months": 24, "basis_points": 450}
    with pytest.raises(app.NoRateError, match="25 months"):
        app.lambda_handler({"months": 25}, context)
