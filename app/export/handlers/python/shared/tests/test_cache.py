import pytest
from redis.connection import SSLConnection


@pytest.fixture
def module(load):
    return load("cache", STATE_CACHE_HOST="cache.example", STATE_CACHE_PORT="6380")


def settings(client):
    return client.connection_pool.connection_kwargs


def test_it_speaks_tls_and_is_impatient(module):
    client = module.connect("STATE")
    assert client.connection_pool.connection_class is SSLConnection
    assert settings(client)["host"] == "cache.example"
    assert settings(client)["port"] == 6380
    assert settings(client)["socket_timeout"] == 0.1


def test_it_logs_in_by_iam_with_a_fresh_token_for_each_connection(module, monkeypatch):
    monkeypatch.setenv("STATE_CACHE_USER", "app")
    monkeypatch.setenv("STATE_CACHE_NAME", "circuit")
    provider = settings(module.connect("STATE"))["credential_provider"]
    user, token = provider.get_credentials()
    assert user == "app"
    assert token.startswith("circuit/?Action=connect&User=app&ResourceType=ServerlessCache&")
    assert "X-Amz-Expires=900" in token


def test_a_cache_on_your_own_machine_needs_neither(module, monkeypatch):
    monkeypatch.setenv("CACHE_TLS", "off")
    client = module.connect("STATE")
    assert client.connection_pool.connection_class is not SSLConnection
    assert settings(client).get("credential_provider") is None
