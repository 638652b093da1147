"""Waiting for something to become so, with a deadline and a complaint that tells what there was instead."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

PAUSE = 0.05


def eventually(ask: Callable[[], T], what: str, *, seconds: float = 30, more: Callable[[], str] = lambda: "") -> T:
    """The first answer that is true. Fails after `seconds` with the last answer, and with `more`."""
    deadline = time.monotonic() + seconds
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds:g} s for {what}; the last answer was {answer!r}\n{more()}".rstrip())
        time.sleep(PAUSE)


def never(ask: Callable[[], object], what: str, *, until: Callable[[], object], seconds: float = 30) -> None:
    """Something stays untrue until something else has become true, which the test can see; no guess at a time."""
    deadline = time.monotonic() + seconds
    while True:
        done = until()
        assert not (answer := ask()), f"{what}: {answer!r}"
        if done:
            return
        assert time.monotonic() <= deadline, f"waited {seconds:g} s in vain while watching that never {what}"
        time.sleep(PAUSE)
