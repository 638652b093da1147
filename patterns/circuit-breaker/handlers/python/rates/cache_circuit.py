"""A circuit's state in Valkey or Redis: a hash for the state and a counter that expires.

Changes that depend on the state are made in a transaction that starts over if somebody else was quicker (WATCH). Both
keys share a hash tag, so that they lie in one slot of a cluster.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from breaker import CLOSED, Circuit, StoreError
from redis import Redis, RedisError
from redis.client import Pipeline

T = TypeVar("T")


class CacheCircuit:
    """The circuit of one dependency."""

    def __init__(self, cache: Redis, dependency: str) -> None:
        self.cache = cache
        self._key = f"circuit:{{{dependency}}}"
        self._failures = f"{self._key}:failures"

    def read(self) -> Circuit:
        """The state as it is; no entry means closed."""
        return self._answer(lambda: _circuit(self.cache.hgetall(self._key)))

    def count_failure(self, now: float, window: float) -> int:
        """One atomic command counts; the counter goes when the window is over."""
        del now

        def count() -> int:
            with self.cache.pipeline(transaction=True) as both:
                both.incr(self._failures)
                both.expire(self._failures, max(1, round(window)), nx=True)
                return int(both.execute()[0])

        return self._answer(count)

    def open(self, until: float) -> bool:
        """The first to open it wins; the others' wish is the same."""

        def change(entry: dict[str, str], both: Pipeline) -> bool:
            if entry:
                return False
            both.hset(self._key, mapping={"until": until, "attempt": 0, "good": 0})
            both.delete(self._failures)
            return True

        return self._change(change)

    def take_probe(self, owner: str, now: float, lock: float) -> bool:
        """Under the condition that nobody probes, or that whoever did has been silent for too long."""

        def change(entry: dict[str, str], both: Pipeline) -> bool:
            if not entry or now < float(entry["until"]) or now < float(entry.get("probe_until", 0)):
                return False
            both.hset(self._key, mapping={"probe": owner, "probe_until": now + lock})
            return True

        return self._change(change)

    def probe_succeeded(self, owner: str, needed: int) -> bool:
        """The last good probe removes the entry, which closes the circuit."""

        def change(entry: dict[str, str], both: Pipeline) -> bool:
            if entry.get("probe") != owner:
                return False
            good = int(entry["good"]) + 1
            if good >= needed:
                both.delete(self._key, self._failures)
                return True
            both.hset(self._key, "good", str(good))
            both.hdel(self._key, "probe", "probe_until")
            return False

        return self._change(change)

    def probe_failed(self, owner: str, until: float, attempt: int) -> bool:
        """Good probes must come in a row, so the count starts over."""

        def change(entry: dict[str, str], both: Pipeline) -> bool:
            if entry.get("probe") != owner:
                return False
            both.hset(self._key, mapping={"until": until, "attempt": attempt, "good": 0})
            both.hdel(self._key, "probe", "probe_until")
            return True

        return self._change(change)

    def _change(self, change: Callable[[dict[str, str], Pipeline], bool]) -> bool:
        def once() -> bool:
            outcome = False

            def transaction(both: Pipeline) -> None:
                nonlocal outcome
                entry: Any = both.hgetall(self._key)
                both.multi()
                outcome = change(entry, both)

            self.cache.transaction(transaction, self._key)
            return outcome

        return self._answer(once)

    def _answer(self, ask: Callable[[], T]) -> T:
        try:
            return ask()
        except RedisError as error:
            raise StoreError(str(error)) from error


def _circuit(entry: Any) -> Circuit:  # noqa: ANN401 - the client's answer
    if not entry:
        return CLOSED
    return Circuit(is_open=True, until=float(entry["until"]), attempt=int(entry["attempt"]))
