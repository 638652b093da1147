"""Clients that go away in the middle of what they send."""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient


@pytest.mark.parametrize("address", ["/api/review", "/api/export/sam", "/api/designs"])
def test_a_tab_that_closes_while_it_sends_is_no_failure_of_the_server(site: TestClient, address: str) -> None:
    messages: Iterator[dict[str, Any]] = iter(
        [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]
    )
    sent: list[dict[str, Any]] = []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": address,
        "raw_path": address.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(b"host", b"testserver"), (b"content-type", b"application/json")],
        "client": ("127.0.0.1", 1),
        "server": ("testserver", 80),
        "state": {},
    }

    async def receive() -> dict[str, Any]:
        return next(messages)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    # What goes wrong inside would be raised here, after it was written to the log.
    asyncio.run(site.app(scope, receive, send))  # type: ignore[arg-type]  # Starlette's test client says less of its app

    assert [message["status"] for message in sent if "status" in message] == [499]
