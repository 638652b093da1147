"""Internal API: one service asks another by its function, and waits for the answer or the error."""

from tests.proof.conftest import Deploy


def test_a_caller_gets_the_quote(deployed: Deploy) -> None:
    prices = deployed("internal-api")
    prices.put("prices", {"product": "tea", "cents": 350}, {"product": "cup", "cents": 900})

    basket = [{"product": "tea", "quantity": 2}, {"product": "cup", "quantity": 1}]
    quote = prices.invoke("quote", {"basket": basket}).value

    assert (quote["total_cents"], quote["currency"], len(quote["lines"])) == (1_600, "EUR", 2)


def test_an_error_ends_at_the_caller_by_its_name(deployed: Deploy) -> None:
    prices = deployed("internal-api")

    unknown = prices.invoke("quote", {"basket": [{"product": "gold", "quantity": 1}]})
    empty = prices.invoke("quote", {"basket": []})

    assert (unknown.error, unknown.payload["errorType"]) == ("Unhandled", "UnknownProductError")
    assert "gold" in unknown.payload["errorMessage"]
    assert empty.payload["errorType"] == "BasketError"
