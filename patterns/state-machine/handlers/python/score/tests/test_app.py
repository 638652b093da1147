import pytest


def test_the_score_is_added_to_the_request(load, context, monkeypatch):
    app = load()
    monkeypatch.setattr(app, "call", lambda *_, **__: {"score": 812})
    assert app.lambda_handler({"customer": "c7", "cents": 5}, context) == {"customer": "c7", "cents": 5, "score": 812}


@pytest.mark.parametrize("answer", [None, {}, {"score": "high"}, {"score": 1001}])
def test_an_answer_without_a_score_is_an_error_of_the_agency(load, context, monkeypatch, answer):
    app = load()
    monkeypatch.setattr(app, "call", lambda *_, **__: answer)
    with pytest.raises(app.RemoteError):
        app.lambda_handler({"customer": "c7"}, context)


def test_nobody_has_no_score(load, context):
    with pytest.raises(ValueError, match="customer"):
        load().lambda_handler({}, context)
