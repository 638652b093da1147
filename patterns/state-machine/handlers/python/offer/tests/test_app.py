import pytest

SCORED = {"cents": 1_200_000, "months": 12, "score": 800}
RATED = {"cents": 1_200_000, "months": 12, "basis_points": 500}


@pytest.mark.parametrize("event", [{"score": SCORED, "rate": RATED}, SCORED | RATED])
def test_both_branches_make_one_offer(load, context, event):
    answer = load().lambda_handler(event, context)
    assert answer == {"offered": True, "basis_points": 500, "monthly_cents": 105_000}


def test_a_lower_score_costs_more_and_too_low_a_one_gets_nothing(load, context):
    app = load()
    assert app.lambda_handler(SCORED | RATED | {"score": 699}, context)["basis_points"] == 650
    assert app.lambda_handler(SCORED | RATED | {"score": 399}, context) == {"offered": False, "reason": "score"}


@pytest.mark.parametrize(
    "event", [{"score": SCORED}, {"rate": RATED}, {}, {"score": SCORED, "rate": None}, SCORED | RATED | {"months": 0}]
)
def test_without_both_there_is_no_offer(load, context, event):
    with pytest.raises(ValueError, match="offer"):
        load().lambda_handler(event, context)
