"""A circuit breaker: closed, open, half-open, with a state that all copies of the function share.

- **Closed**: calls go through. `threshold` failures within `window` seconds open the circuit.
- **Open**: nobody calls. The time grows with every probe that fails, up to a limit, and has a random part.
- **Half-open**: when the time is over, one caller at a time gets through as a probe. `probes` good ones in a row close
  the circuit; a bad one opens it again, for longer.

If the state can't be read or written, calls go through as if the circuit were closed: the breaker must not be what
breaks. The rules are here; where the state lives is the store's affair (`Store`).
"""

import random
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from aws_lambda_powertools import Logger

logger = Logger(child=True)


class StoreError(Exception):
    """The state can't be read or written just now."""


@dataclass(frozen=True)
class Policy:
    """When to open, for how long, and what it takes to close. Times in seconds."""

    threshold: int = 5
    window: float = 60
    open_for: float = 30
    longest: float = 600
    jitter: float = 0.2
    probes: int = 3
    probe_lock: float = 10
    memory: float = 1

    def timeout(self, attempt: int, randomness: float) -> float:
        """How long the circuit stays open after `attempt` bad probes, with a random part from 0 to `jitter` of it."""
        grown = min(self.open_for * 2.0 ** min(attempt, 32), self.longest)
        return float(grown * (1 + self.jitter * randomness))


@dataclass(frozen=True)
class Circuit:
    """What the copies share. `until` says when an open circuit may be probed; `attempt` counts the bad probes."""

    is_open: bool = False
    until: float = 0
    attempt: int = 0


CLOSED = Circuit()


class Store(Protocol):
    """Where the state lives. Every method is atomic and raises StoreError if the store does not answer in time."""

    def read(self) -> Circuit:
        """The state as it is."""

    def count_failure(self, now: float, window: float) -> int:
        """Count a failure of a closed circuit, and say how many there were in this window."""

    def open(self, until: float) -> bool:
        """Open a closed circuit; False if it was open."""

    def take_probe(self, owner: str, now: float, lock: float) -> bool:
        """Become the one who probes, if the circuit is open, its time is over, and nobody else probes."""

    def probe_succeeded(self, owner: str, needed: int) -> bool:
        """Count a good probe; True if it closed the circuit. Only the one who probes may."""

    def probe_failed(self, owner: str, until: float, attempt: int) -> bool:
        """Open for longer; only the one who probes may."""


@dataclass(frozen=True)
class Permit:
    """The right to make one call. Say afterwards how it went."""

    probe: str | None = None
    attempt: int = 0


class OpenError(Exception):
    """The circuit is open: the call must not be made."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"open for another {retry_after:.0f} s")
        self.retry_after = retry_after


class Breaker:
    """Guards calls of one dependency."""

    def __init__(
        self,
        store: Store,
        policy: Policy = Policy(),
        *,
        clock: Callable[[], float] = time.time,
        randomness: Callable[[], float] = random.random,
    ) -> None:
        self._store = store
        self._policy = policy
        self._clock = clock
        self._randomness = randomness
        self._remembered: tuple[float, Circuit] | None = None

    def enter(self) -> Permit:
        """May the call be made? Raises OpenError, which says when to come back."""
        now = self._clock()
        try:
            circuit = self._state(now)
            if not circuit.is_open:
                return Permit()
            if now < circuit.until:
                raise OpenError(circuit.until - now)
            owner = uuid.uuid4().hex
            if self._store.take_probe(owner, now, self._policy.probe_lock):
                # What is remembered may be a second old; the attempt must be the one that this probe is about.
                return Permit(owner, self._store.read().attempt)
            self._forget()
            fresh = self._state(now)
            if not fresh.is_open:
                return Permit()
        except StoreError:
            logger.warning("the circuit's state can't be read; calling as if it were closed", exc_info=True)
            return Permit()
        raise OpenError(max(fresh.until - now, 1))

    def succeeded(self, permit: Permit) -> None:
        """The call went well. In a closed circuit there is nothing to write."""
        if permit.probe is None:
            return
        try:
            if self._store.probe_succeeded(permit.probe, self._policy.probes):
                logger.info("circuit closed")
        except StoreError:
            logger.warning("a good probe was not noted", exc_info=True)
        self._forget()

    def failed(self, permit: Permit, *, retry_after: float | None = None) -> None:
        """The call showed that the dependency is ill. `retry_after` is the dependency's own wish, in seconds."""
        now = self._clock()
        try:
            if permit.probe is not None:
                until = now + self._wait(permit.attempt + 1, retry_after)
                if self._store.probe_failed(permit.probe, until, permit.attempt + 1):
                    logger.warning("circuit open for longer", until=until, attempt=permit.attempt + 1)
            elif self._store.count_failure(now, self._policy.window) >= self._policy.threshold:
                until = now + self._wait(0, retry_after)
                if self._store.open(until):
                    logger.error("circuit opened", until=until)
        except StoreError:
            logger.warning("a failure was not counted", exc_info=True)
        self._forget()

    def _wait(self, attempt: int, wish: float | None) -> float:
        wait = self._policy.timeout(attempt, self._randomness())
        return wait if wish is None else min(max(wait, wish), self._policy.longest * (1 + self._policy.jitter))

    def _state(self, now: float) -> Circuit:
        if self._remembered is None or not 0 <= now - self._remembered[0] < self._policy.memory:
            self._remembered = (now, self._store.read())
        return self._remembered[1]

    def _forget(self) -> None:
        self._remembered = None
