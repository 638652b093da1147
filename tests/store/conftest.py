"""Stores on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.store import Store, open_store
from tests.store.databases import database_url, postgresql

__all__ = ["database_url", "postgresql"]


class Clock:
    """Time that passes when the test says so."""

    def __init__(self) -> None:
        self.now = 1_800_000_000_000_000

    def __call__(self) -> int:
        self.now += 1_000
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(database_url: str, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    opened = open_store(database_url, tmp_path, clock)
    yield opened
    opened.close()
