"""Calls to an API over HTTP, with a timeout for each and no retries of their own."""

import json
import os
from collections.abc import Mapping
from typing import Any

import urllib3
from urllib3.exceptions import HTTPError

pool = urllib3.PoolManager(maxsize=10, retries=False)


class RemoteError(Exception):
    """The API is ill: no answer in time, no connection, or an answer that says so (429 or 5xx)."""

    def __init__(self, reason: str, *, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class RefusedError(Exception):
    """The API is well and refuses this request (4xx); the same again won't help."""

    def __init__(self, status: int, body: str) -> None:
        super().__init__(f"{status}: {body[:200]}")
        self.status = status


def seconds(value: str | None) -> float | None:
    """A Retry-After in seconds; None for its other form, a date."""
    return float(value) if value is not None and value.isdigit() else None


def call(
    name: str,
    method: str,
    path: str,
    *,
    body: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
    timeout: float = 2,
) -> Any:  # noqa: ANN401 - any JSON
    """The JSON answer of the API that the environment calls `{NAME}_BASE_URL`.

    `{NAME}_TIMEOUT_SECONDS` overrides the timeout. Raises RemoteError or RefusedError.
    """
    patience = float(os.environ.get(f"{name}_TIMEOUT_SECONDS", timeout))
    url = os.environ[f"{name}_BASE_URL"].rstrip("/") + path
    sent = {"Accept": "application/json", **(headers or {})}
    try:
        answer = pool.request(
            method,
            url,
            body=None if body is None else json.dumps(body),
            headers=sent if body is None else sent | {"Content-Type": "application/json"},
            timeout=urllib3.Timeout(total=patience),
            redirect=False,
        )
    except HTTPError as error:
        raise RemoteError(type(error).__name__) from error
    if answer.status >= 500 or answer.status == 429:
        raise RemoteError(f"status {answer.status}", retry_after=seconds(answer.headers.get("Retry-After")))
    if answer.status >= 300:
        raise RefusedError(answer.status, answer.data.decode("utf-8", "replace"))
    try:
        return json.loads(answer.data) if answer.data else None
    except ValueError as error:
        raise RemoteError("no JSON") from error
