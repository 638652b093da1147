"""Clients that go away in the middle of what they send."""

from collections.abc import Iterator

import pytest
from anyio.from_thread import start_blocking_portal
from starlette.testclient import TestClient
from starlette.types import Message


@pytest.mark.parametrize("address", ["/api/review", "/api/export/sam", "/api/designs"])
def test_a_tab_that_closes_while_it_sends_is_no_failure_of_the_server(site: TestClient, address: str) -> None:
    messages: Iterator[Message] = iter(
        [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]
    )
    sent: list[Message] = []
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

    async def receive() -> Message:
        return next(messages)

    async def send(message: Message) -> None:
        sent.append(message)

    async def answer() -> None:
        await site.app(scope, receive, send)

    # What goes wrong inside would be raised here, after it was written to the log. In a thread of its own, because the
    # browser's tests keep an event loop in this one.
    with start_blocking_portal() as portal:
        portal.call(answer)

    assert [message["status"] for message in sent if "status" in message] == [499]
