"""Strangler: one address; what has moved is answered by the new services, everything else by the old shop."""

from tests.proof.conftest import Deploy
from tests.proof.harness.outside import Outside

COOKIE = {"Cookie": "shopper=" + "s" * 24}


def test_a_route_that_has_moved_is_answered_by_the_new_service(deployed: Deploy, outside: Outside) -> None:
    shop = deployed("strangler", parameters={"OldShopBaseUrl": outside.url})
    shop.put("product", {"product": "tea", "name": "Green tea"})

    assert shop.http("GET", "/products/tea").json == {"product": "tea", "name": "Green tea"}
    assert shop.http("GET", "/products/none").status == 404
    assert not outside.asked


def test_everything_else_goes_to_the_old_shop_as_it_came(deployed: Deploy, outside: Outside) -> None:
    shop = deployed("strangler", parameters={"OldShopBaseUrl": outside.url})
    outside.answer = lambda asked: (201, {"old": asked.path})

    answers = [
        shop.http("GET", "/orders/7?page=2"),
        shop.http("POST", "/checkout", {"pay": True}),
        shop.http("GET", "/products"),
        # The new service shows products; it does not take them away.
        shop.http("DELETE", "/products/tea"),
    ]

    assert [answer.status for answer in answers] == [201] * 4
    assert [(asked.method, asked.path) for asked in outside.asked] == [
        ("GET", "/orders/7?page=2"),
        ("POST", "/checkout"),
        ("GET", "/products"),
        ("DELETE", "/products/tea"),
    ]
    assert outside.asked[1].json == {"pay": True}


def test_the_second_piece_owns_its_data(deployed: Deploy, outside: Outside) -> None:
    shop = deployed("strangler", parameters={"OldShopBaseUrl": outside.url})

    assert shop.http("PUT", "/basket", {"product": "tea", "quantity": 2}, headers=COOKIE).status == 200
    assert shop.http("GET", "/basket", headers=COOKIE).json == {"lines": {"tea": 2}}
    assert len(shop.rows("basket")) == 1
    assert not outside.asked


def test_an_error_of_the_old_shop_comes_back_as_it_is(deployed: Deploy, outside: Outside) -> None:
    shop = deployed("strangler", parameters={"OldShopBaseUrl": outside.url})
    outside.answer = lambda _: (418, {"message": "short and stout"})

    answer = shop.http("GET", "/teapot")

    assert (answer.status, answer.json) == (418, {"message": "short and stout"})
