import gzip
import io
import json

import pytest

ROUTES = {"click": ["to-metrics", "to-archive"], "error": ["to-partner"], "*": ["to-archive"]}
CLICK, ERROR, OTHER = {"kind": "click", "n": 1}, {"kind": "error", "n": 2}, {"kind": "hover", "n": 3}
EVENT = {"Records": [{"s3": {"bucket": {"name": "batches"}, "object": {"key": "events/2026/a%2Bb+c"}}}]}


@pytest.fixture
def app(load, monkeypatch):
    app = load(
        ROUTES_PARAMETER_NAME="/triage/routes",
        TO_METRICS_FUNCTION_NAME="metrics",
        TO_PARTNER_FUNCTION_NAME="partner",
        TO_ARCHIVE_FUNCTION_NAME="archive",
    )
    app.calls, app.keys, app.body, app.said = [], [], b"", json.dumps(ROUTES)

    class Objects:
        def get_object(self, Bucket, Key):
            app.keys.append((Bucket, Key))
            return {"Body": io.BytesIO(app.body)}

    class Functions:
        def invoke(self, FunctionName, InvocationType, Payload):
            app.calls.append((FunctionName, InvocationType, json.loads(Payload)))

    monkeypatch.setattr(app, "objects", Objects())
    monkeypatch.setattr(app, "functions", Functions())
    monkeypatch.setattr(app, "get_parameter", lambda name, max_age: app.said)
    return app


def batch(*events, between="\n"):
    return between.join(json.dumps(event) for event in events).encode()


@pytest.mark.parametrize("pack", [batch, lambda *e: batch(*e, between=""), lambda *e: gzip.compress(batch(*e))])
def test_each_dispatcher_gets_what_it_wants_in_one_call(app, context, pack):
    app.body = pack(CLICK, ERROR, OTHER, CLICK)
    app.lambda_handler(EVENT, context)
    key = "events/2026/a+b c"
    assert app.keys == [("batches", key)]
    assert sorted(app.calls, key=lambda call: call[0]) == [
        ("archive", "Event", {"batch": key, "piece": 0, "events": [CLICK, OTHER, CLICK]}),
        ("metrics", "Event", {"batch": key, "piece": 0, "events": [CLICK, CLICK]}),
        ("partner", "Event", {"batch": key, "piece": 0, "events": [ERROR]}),
    ]


def test_a_large_share_goes_in_pieces(app, context, monkeypatch):
    monkeypatch.setattr(app, "MOST_BYTES", 60)
    app.body = batch(*[ERROR] * 5)
    app.lambda_handler(EVENT, context)
    assert [call[2]["piece"] for call in app.calls] == [0, 1, 2]
    assert sum(len(call[2]["events"]) for call in app.calls) == 5


def test_what_nobody_wants_goes_nowhere(app, context):
    app.said = json.dumps({"click": ["to-metrics"]})
    app.body = batch(ERROR)
    app.lambda_handler(EVENT, context)
    assert app.calls == []


@pytest.mark.parametrize(
    "said", ["no json", "[]", '{"click": ["to-nobody"]}', '{"click": "to-metrics"}', '{"click": [1]}']
)
def test_a_map_that_makes_no_sense_fails_loudly(app, context, said):
    app.said, app.body = said, batch(CLICK)
    with pytest.raises(app.RoutesError):
        app.lambda_handler(EVENT, context)
    assert app.calls == []


def test_an_empty_batch_is_no_error(app, context):
    app.lambda_handler(EVENT, context)
    assert app.calls == []


def test_the_map_is_read_once_a_minute_and_not_for_each_batch(load, monkeypatch, context):
    app = load(ROUTES_PARAMETER_NAME="/triage/routes", TO_METRICS_FUNCTION_NAME="metrics")
    asked = []
    from aws_lambda_powertools.utilities.parameters import SSMProvider

    def get(self, name, decrypt=None, **options):
        asked.append(name)
        return '{"click": ["to-metrics"]}'

    monkeypatch.setattr(SSMProvider, "_get", get)
    assert app.routes() == app.routes() == {"click": ["metrics"]}
    assert asked == ["/triage/routes"]
