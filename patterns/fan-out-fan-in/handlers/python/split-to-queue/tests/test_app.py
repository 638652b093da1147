import json

import pytest


@pytest.fixture
def app(load, monkeypatch):
    app = load(CHUNKS_QUEUE_URL="https://queue")
    app.batches, app.refused = [], []

    class Queue:
        def send_message_batch(self, QueueUrl, Entries):
            app.batches.append([json.loads(entry["MessageBody"]) for entry in Entries])
            return {"Failed": app.refused}

    monkeypatch.setattr(app, "queue", Queue())
    return app


def test_two_hundred_chunks_take_twenty_calls(app, context):
    run = {"job": "2026", "customers": [f"c{number}" for number in range(30_000)]}
    assert app.lambda_handler(run, context) == {"job": "2026", "chunks": 200}
    assert [len(batch) for batch in app.batches] == [10] * 20


def test_a_chunk_that_was_refused_fails_the_run(app, context):
    app.refused = [{"Id": "00001"}]
    with pytest.raises(app.NotQueuedError, match="00001"):
        app.lambda_handler({"job": "2026", "customers": ["a"]}, context)
