import json

import pytest
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError


class Answer:
    def __init__(self, status, body=None, headers=()):
        self.status, self.headers = status, dict(headers)
        self.data = body if isinstance(body, bytes) else json.dumps(body).encode()


@pytest.fixture
def remote(load, monkeypatch):
    module = load("remote", PARTNER_BASE_URL="https://partner.example/v1/", PARTNER_TIMEOUT_SECONDS="0.5")
    module.sent = []
    module.answer = Answer(200, {"ok": True})

    def request(method, url, **settings):
        module.sent.append((method, url, settings))
        if isinstance(module.answer, Exception):
            raise module.answer
        return module.answer

    monkeypatch.setattr(module.pool, "request", request)
    return module


def test_an_answer_is_its_json(remote):
    assert remote.call("PARTNER", "POST", "/rates", body={"a": 1}) == {"ok": True}
    ((method, url, settings),) = remote.sent
    assert (method, url, settings["body"]) == ("POST", "https://partner.example/v1/rates", '{"a": 1}')
    assert settings["timeout"].total == 0.5


@pytest.mark.parametrize("status", [429, 500, 503])
def test_an_ill_api_says_so_and_when_to_come_back(remote, status):
    remote.answer = Answer(status, headers={"Retry-After": "7"})
    with pytest.raises(remote.RemoteError) as caught:
        remote.call("PARTNER", "GET", "/")
    assert caught.value.retry_after == 7


@pytest.mark.parametrize("status", [301, 400, 401, 404, 422])
def test_a_refusal_is_no_illness(remote, status):
    remote.answer = Answer(status, {"why": "no"})
    with pytest.raises(remote.RefusedError) as caught:
        remote.call("PARTNER", "GET", "/")
    assert caught.value.status == status


@pytest.mark.parametrize("error", [ConnectTimeoutError(), NewConnectionError(None, "refused")])
def test_no_answer_is_an_illness(remote, error):
    remote.answer = error
    with pytest.raises(remote.RemoteError, match=type(error).__name__):
        remote.call("PARTNER", "GET", "/")


def test_an_answer_that_is_no_json_is_an_illness_and_an_empty_one_is_not(remote):
    remote.answer = Answer(200, b"<html>")
    with pytest.raises(remote.RemoteError, match="JSON"):
        remote.call("PARTNER", "GET", "/")
    remote.answer = Answer(204, b"")
    assert remote.call("PARTNER", "GET", "/") is None


@pytest.mark.parametrize(("header", "expected"), [(None, None), ("12", 12.0), ("Wed, 21 Oct 2026 07:28:00 GMT", None)])
def test_retry_after(remote, header, expected):
    assert remote.seconds(header) == expected
