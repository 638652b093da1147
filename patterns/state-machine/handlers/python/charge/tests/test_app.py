import pytest

ORDER = {"order": "4711", "cents": 1600, "card": "tok_1"}


@pytest.fixture
def app(load, monkeypatch):
    app = load()
    app.calls, app.answer = [], {"id": "pay_1"}

    def call(*parts, **settings):
        app.calls.append((parts, settings))
        if isinstance(app.answer, Exception):
            raise app.answer
        return app.answer

    monkeypatch.setattr(app, "call", call)
    return app


def test_a_retry_carries_the_same_key(app, context):
    assert app.lambda_handler(ORDER, context) == ORDER | {"payment": "pay_1"}
    app.lambda_handler(ORDER, context)
    assert [settings["headers"] for _, settings in app.calls] == [{"Idempotency-Key": "4711"}] * 2


def test_a_refusal_has_a_name_of_its_own(app, context):
    app.answer = app.RefusedError(402, "no money")
    with pytest.raises(app.PaymentDeclinedError, match="4711"):
        app.lambda_handler(ORDER, context)


def test_an_outage_is_raised_for_the_workflow_s_retry(app, context):
    import remote

    app.answer = remote.RemoteError("status 503")
    with pytest.raises(remote.RemoteError):
        app.lambda_handler(ORDER, context)


@pytest.mark.parametrize("wrong", [{"order": ""}, {"cents": 0}, {"cents": "16"}])
def test_nothing_is_charged_for_what_is_no_order(app, context, wrong):
    with pytest.raises(ValueError, match="payment"):
        app.lambda_handler(ORDER | wrong, context)
    assert app.calls == []
