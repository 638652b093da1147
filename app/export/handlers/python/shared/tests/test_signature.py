import pytest


@pytest.fixture
def module(load, monkeypatch):
    module = load("signature", SIGNING_SECRET_ARN="arn:secret")
    monkeypatch.setattr(module, "get_secret", lambda arn, max_age: "shared")
    return module


def test_the_provider_s_signature_is_accepted(module):
    assert module.is_genuine(b'{"id": 1}', module.sign(b'{"id": 1}', "shared"))


@pytest.mark.parametrize("signature", [None, "", "sha256=", "sha256=" + "0" * 64, "sha1=abc", "é"])
def test_anything_else_is_not(module, signature):
    assert not module.is_genuine(b"{}", signature)


def test_a_changed_body_or_another_secret_is_not(module):
    assert not module.is_genuine(b'{"id": 2}', module.sign(b'{"id": 1}', "shared"))
    assert not module.is_genuine(b'{"id": 1}', module.sign(b'{"id": 1}', "guessed"))
