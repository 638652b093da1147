def test_events_go_out_under_the_partner_s_names(load, context, monkeypatch):
    app = load()
    sent = []
    monkeypatch.setattr(app, "call", lambda *parts, **settings: sent.append((parts, settings)))
    event = {"kind": "click", "n": 1}
    assert app.lambda_handler({"batch": "b1", "piece": 0, "events": [event]}, context) == {"told": 1}
    ((parts, settings),) = sent
    assert parts == ("PARTNER", "POST", "/notices")
    assert settings["body"] == {"notices": [{"type": "click", "payload": event}]}
    assert settings["headers"] == {"Idempotency-Key": "b1#0"}


def test_a_key_comes_from_secrets_manager_and_from_nowhere_else(load, monkeypatch):
    app = load(PARTNER_KEY_SECRET_ARN="arn:secret")
    monkeypatch.setattr(app, "get_secret", lambda arn, max_age: f"key of {arn}")
    assert app.headers("b1#0")["Authorization"] == "Bearer key of arn:secret"
