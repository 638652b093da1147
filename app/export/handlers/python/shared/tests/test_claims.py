import json

import pytest

CLAIM = {"claim": "k1", "kind": "car"}


@pytest.mark.parametrize(
    "event",
    [
        CLAIM,
        {"source": "intake", "detail-type": "claim", "detail": CLAIM},
        {"Records": [{"EventSource": "aws:sns", "Sns": {"Message": json.dumps(CLAIM)}}]},
    ],
)
def test_a_claim_is_the_same_whichever_way_it_came(load, event):
    assert load("claims").claims_of(event) == [CLAIM]


@pytest.mark.parametrize("event", [{}, {"detail": {}}, {"claim": ""}, {"claim": 7}, {"detail": []}])
def test_a_claim_without_a_number_is_none(load, event):
    claims = load("claims")
    with pytest.raises(claims.ClaimError):
        claims.claims_of(event)
