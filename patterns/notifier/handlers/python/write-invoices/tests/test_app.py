import json

import pytest


def test_an_invoice_needs_number_customer_and_amount(load, caplog):
    app = load()
    app.write_invoice(json.dumps({"billing": "b1", "customer": "c7", "cents": 1900}))
    assert caplog.messages == ["invoice written"]
    for wrong in ({}, {"billing": "b1", "customer": "c7"}, {"billing": "b1", "customer": "c7", "cents": -1}):
        with pytest.raises(ValueError, match="billing record"):
            app.write_invoice(json.dumps(wrong))
