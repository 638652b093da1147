import pytest


def test_the_flight_service_is_told_by_the_trip_s_number(load, context, monkeypatch):
    app = load()
    asked = []
    monkeypatch.setattr(app, "ask", lambda name, request: asked.append((name, request)))
    assert app.lambda_handler({"trip": "t1"}, context) == {"trip": "t1", "flight": "cancelled"}
    assert asked == [("FLIGHTS", {"action": "cancel", "trip": "t1"})]


def test_without_a_trip_nothing_is_cancelled(load, context):
    with pytest.raises(ValueError, match="trip"):
        load().lambda_handler({}, context)


def test_after_a_failure_the_trip_stands_under_input(load, context, monkeypatch):
    app = load()
    asked = []
    monkeypatch.setattr(app, "ask", lambda name, request: asked.append(request["trip"]))
    app.lambda_handler({"input": {"trip": "t1"}, "error": {"Error": "States.TaskFailed"}}, context)
    assert asked == ["t1"]
