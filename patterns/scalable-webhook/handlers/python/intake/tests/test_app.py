import base64

import pytest
from handler_testing import rest_event


class FakeQueue:
    def __init__(self):
        self.sent, self.broken = [], False

    def send_message(self, **message):
        if self.broken:
            raise ConnectionError("no queue")
        self.sent.append(message)


@pytest.fixture
def app(load, monkeypatch):
    app = load(SIGNING_SECRET_ARN="arn:secret", EVENTS_QUEUE_URL="https://queue")
    import signature

    monkeypatch.setattr(signature, "get_secret", lambda arn, max_age: "shared")
    app.sign = lambda body: signature.sign(body.encode(), "shared")
    app.queue = FakeQueue()
    return app


def call(app, context, body, signature=None):
    headers = {"X-Signature": app.sign(body) if signature is None else signature}
    return app.lambda_handler(rest_event("POST", "/webhook", body, headers=headers), context)["statusCode"]


def test_a_signed_event_is_queued_exactly_as_it_came(app, context):
    body = '{ "id": "e1", "type":"paid",   "amount": 1.50 }'
    assert call(app, context, body) == 202
    assert app.queue.sent == [{"QueueUrl": "https://queue", "MessageBody": body}]


@pytest.mark.parametrize("signature", ["", "sha256=" + "0" * 64])
def test_a_forged_event_is_never_queued(app, context, signature):
    assert call(app, context, '{"id": "e1"}', signature) == 401
    assert app.queue.sent == []


@pytest.mark.parametrize("body", ['{"type": "paid"}', '{"id": ""}', "[]", '{"id": 7}', "no json"])
def test_an_event_without_an_id_could_not_be_written_once_and_is_refused(app, context, body):
    assert call(app, context, body) == 400
    assert app.queue.sent == []


def test_an_event_that_no_message_can_hold_is_refused(app, context):
    assert call(app, context, '{"id": "e1", "x": "' + "a" * 1_048_576 + '"}') == 413


def test_a_body_in_base64_is_signed_by_what_it_means(app, context):
    event = rest_event("POST", "/webhook", None, headers={"X-Signature": app.sign('{"id": "e1"}')})
    event |= {"body": base64.b64encode(b'{"id": "e1"}').decode(), "isBase64Encoded": True}
    assert app.lambda_handler(event, context)["statusCode"] == 202


def test_without_the_queue_the_provider_gets_an_error_and_not_a_promise(app, context):
    app.queue.broken = True
    with pytest.raises(ConnectionError):
        call(app, context, '{"id": "e1"}')
