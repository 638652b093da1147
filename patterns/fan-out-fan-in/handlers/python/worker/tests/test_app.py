import pytest


@pytest.fixture
def app(load, make_table):
    make_table("results", "job", "chunk")
    return load(RESULTS_TABLE_NAME="results")


def chunk(number):
    return {"job": "2026", "chunk": number, "total": 3, "customers": ["c1", "c2"]}


def test_every_chunk_is_there_and_the_job_is_complete_exactly_once(app, context, caplog):
    answers = [app.lambda_handler(chunk(number), context) for number in (2, 1, 1, 3, 3, 2)]
    assert [answer["complete"] for answer in answers] == [False, False, False, True, False, False]
    assert caplog.messages.count("job complete") == 1
    names = [item["chunk"] for item in app.results.table.scan()["Items"]]
    assert sorted(names) == ["00001", "00002", "00003", "progress"]


def test_a_worker_that_died_before_it_counted_counts_when_it_runs_again(app, context, monkeypatch):
    app.lambda_handler(chunk(1), context)
    app.lambda_handler(chunk(2), context)
    with monkeypatch.context() as dying:
        dying.setattr(app.results, "note", lambda _: (_ for _ in ()).throw(OSError("gone")))
        with pytest.raises(OSError, match="gone"):
            app.lambda_handler(chunk(3), context)
    assert app.lambda_handler(chunk(3), context)["complete"]
