import json

import pytest
from handler_testing import http_event, rest_event


@pytest.fixture
def app(load, make_table):
    table = make_table("invoices", "customer", "invoice")
    for customer, invoice in [("c7", "2026-1"), ("c7", "2026-2"), ("c9", "2026-3")]:
        table.put_item(Item={"customer": customer, "invoice": invoice, "cents": 1900})
    return load(INVOICES_TABLE_NAME="invoices")


def numbers(answer):
    return [invoice["invoice"] for invoice in json.loads(answer["body"])["invoices"]]


def test_the_authorizer_s_customer_gets_their_invoices_newest_first(app, context):
    answer = app.lambda_handler(rest_event("GET", "/invoices", authorizer={"customer": "c7"}), context)
    assert numbers(answer) == ["2026-2", "2026-1"]


def test_so_does_the_one_in_the_token_s_claims(app, context):
    event = http_event("GET", "/invoices", authorizer={"jwt": {"claims": {"customer": "c9"}}})
    assert numbers(app.lambda_handler(event, context)) == ["2026-3"]


def test_what_the_request_says_about_the_customer_counts_for_nothing(app, context):
    event = rest_event("GET", "/invoices", headers={"customer": "c9"}, query={"customer": "c9"})
    assert app.lambda_handler(event, context)["statusCode"] == 403
    event = rest_event("GET", "/invoices", query={"customer": "c9"}, authorizer={"customer": "c7"})
    assert "2026-3" not in numbers(app.lambda_handler(event, context))
