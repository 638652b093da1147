import pytest


def test_a_refund_has_the_same_key_at_every_try(load, context, monkeypatch):
    app = load()
    keys = []
    monkeypatch.setattr(app, "call", lambda *_, headers, **__: keys.append(headers["Idempotency-Key"]))
    for _ in range(2):
        app.lambda_handler({"booking": "b1", "cents": 500}, context)
    assert keys == ["refund-b1", "refund-b1"]


@pytest.mark.parametrize("event", [{}, {"booking": "b1", "cents": -1}, {"booking": "", "cents": 1}])
def test_what_is_no_refund_fails_loudly(load, context, event):
    app = load()
    with pytest.raises(app.RefundError):
        app.lambda_handler(event, context)
