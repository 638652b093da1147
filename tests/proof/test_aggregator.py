"""Aggregator: one question, three services asked at once, one answer; and a late service costs its part only."""

import pytest

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Deployment
from tests.proof.harness.neighbours import Neighbours


def page(deployed: Deploy, **functions: str) -> Deployment:
    """The pattern with these services around it."""
    return deployed("aggregator", parameters={f"{name.title()}FunctionArn": arn for name, arn in functions.items()})


def test_the_page_has_what_each_service_told_though_one_after_the_other_would_be_too_late(
    deployed: Deploy, neighbours: Neighbours
) -> None:
    # One second each: together within the two seconds that are waited, one by one not.
    product = page(
        deployed,
        catalogue=neighbours.answering({"name": "tea"}, after=1),
        stock=neighbours.answering({"left": 3}, after=1),
        reviews=neighbours.answering([5, 4], after=1),
    )

    def whole() -> object:
        answer = product.http("GET", "/products/tea")
        return answer.status == 200 and not answer.json["missing"] and answer.json

    # The first try wakes the services up, which takes longer than one second.
    assert product.eventually(whole, "a page without gaps") == {
        "product": "tea",
        "catalogue": {"name": "tea"},
        "stock": {"left": 3},
        "reviews": [5, 4],
        "missing": [],
    }


def test_one_slow_service_costs_its_part_and_not_the_page(deployed: Deploy, neighbours: Neighbours) -> None:
    # Twenty seconds are more than function and API wait: an answer shows that nobody waited for it.
    product = page(
        deployed,
        catalogue=neighbours.answering({"name": "tea"}),
        stock=neighbours.answering({"left": 3}),
        reviews=neighbours.answering([5], after=20),
    )

    def partial() -> object:
        answer = product.http("GET", "/products/tea")
        return answer.status == 200 and answer.json

    told = product.eventually(partial, "a page")
    assert told == {
        "product": "tea",
        "catalogue": {"name": "tea"},
        "stock": {"left": 3},
        "reviews": None,
        "missing": ["reviews"],
    }


@pytest.mark.slow_proof
def test_a_service_that_fails_is_left_out_where_it_is_nice_to_have_and_told_where_it_is_needed(
    deployed: Deploy, neighbours: Neighbours
) -> None:
    well, ill = neighbours.answering({"fine": True}), neighbours.failing()
    without_reviews = page(deployed, catalogue=well, stock=well, reviews=ill)
    without_stock = page(deployed, catalogue=well, stock=ill, reviews=well)

    def missing() -> object:
        answer = without_reviews.http("GET", "/products/tea")
        return answer.json["missing"] if answer.status == 200 else None

    assert without_reviews.eventually(missing, "a page") == ["reviews"]
    refused = without_stock.http("GET", "/products/tea")
    assert refused.status == 503
    assert "stock" in refused.text
