def test_events_become_figures(load, context, monkeypatch):
    app = load()
    sent = []
    monkeypatch.setattr(app, "call", lambda *parts, **settings: sent.append((parts, settings)))
    share = {"batch": "b1", "piece": 2, "events": [{"kind": "click"}, {"kind": "click"}, {"kind": "error"}]}
    assert app.lambda_handler(share, context) == {"reported": 3}
    ((parts, settings),) = sent
    assert parts == ("MONITORING", "POST", "/figures")
    assert settings["body"] == {"figures": {"click": 2, "error": 1}}
    assert settings["headers"] == {"Idempotency-Key": "b1#2"}
