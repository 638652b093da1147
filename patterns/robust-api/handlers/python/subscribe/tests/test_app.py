import json

import pytest


@pytest.fixture
def app(load, monkeypatch):
    app = load(MAIL_QUEUE_URL="https://mail")
    app.sent = []
    monkeypatch.setattr(app, "mail", type("Mail", (), {"send_message": lambda self, **call: app.sent.append(call)})())
    return app


def test_an_address_reaches_the_mail_service_and_no_log(app, context, capfd):
    app.lambda_handler({"email": "ada@example.com"}, context)
    assert json.loads(app.sent[0]["MessageBody"])["email"] == "ada@example.com"
    assert "ada@" not in capfd.readouterr().out


@pytest.mark.parametrize("email", [None, "", "ada", "ada@", "ada@localhost", "a b@example.com", "a@@example.com"])
def test_what_is_no_address_fails_loudly(app, context, email):
    with pytest.raises(app.AddressError):
        app.lambda_handler({"email": email}, context)
    assert app.sent == []
