"""Cache-aside: one caller rebuilds an entry, the others take the old one; and a dead cache is a detour.

An entry says until when it is fresh and stays a while longer, so that there is something to serve while it is rebuilt,
or while the database is down. `SET … NX` is the lock, and it expires by itself if its owner dies.
"""

import json
import random
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aws_lambda_powertools import Logger
from redis import Redis, RedisError
from redis.client import Pipeline

logger = Logger(child=True)


@dataclass
class CacheAside:
    """Told in seconds: how long entries are fresh, how long they stay after that, how long a lock holds."""

    cache: Redis
    fresh: float
    stale: float = 3_600
    lock: float = 10
    patience: float = 2
    spread: float = 0.05
    clock: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    random: Callable[[], float] = random.random

    def get(self, key: str, build: Callable[[], Any]) -> tuple[Any, str]:
        """The value, and where it came from: `hit`, `stale`, `miss`, or `bypass` if the cache does not answer.

        Raises what `build` raises, unless an old value can be had.
        """
        try:
            entry = self._read(key)
            if entry is not None and entry["fresh_until"] > self.clock():
                return entry["value"], "hit"
            owner = self._take(key)
            # Somebody may have rebuilt it between the look and the lock.
            if owner is not None and (made := self._read(key)) is not None and made["fresh_until"] > self.clock():
                self._give_back(key, owner)
                return made["value"], "hit"
        except RedisError:
            logger.warning("the cache does not answer", exc_info=True)
            return build(), "bypass"
        if owner is None:
            if entry is not None:
                return entry["value"], "stale"
            waited = self._await(key)
            if waited is not None:
                return waited["value"], "hit"
        return self._rebuild(key, build, entry, owner)

    def _rebuild(
        self, key: str, build: Callable[[], Any], entry: dict[str, Any] | None, owner: str | None
    ) -> tuple[Any, str]:
        try:
            value = build()
        except Exception:
            self._give_back(key, owner)
            if entry is None:
                raise
            logger.exception("serving what was true a while ago")
            return entry["value"], "stale"
        try:
            self._write(key, value)
        except RedisError:
            logger.warning("not kept", exc_info=True)
        self._give_back(key, owner)
        return value, "miss"

    def _read(self, key: str) -> dict[str, Any] | None:
        text: Any = self.cache.get(key)
        return None if text is None else json.loads(text)

    def _write(self, key: str, value: Any) -> None:  # noqa: ANN401 - any JSON
        # Spread, so that entries that were made together do not expire together.
        fresh = self.fresh * (1 + self.spread * (2 * self.random() - 1))
        text = json.dumps({"value": value, "fresh_until": self.clock() + fresh})
        self.cache.set(key, text, px=int((fresh + self.stale) * 1000))

    def _take(self, key: str) -> str | None:
        owner = uuid.uuid4().hex
        return owner if self.cache.set(f"{key}:lock", owner, nx=True, px=int(self.lock * 1000)) else None

    def _give_back(self, key: str, owner: str | None) -> None:
        """Only the owner's: the lock may have expired and be somebody else's by now."""
        if owner is None:
            return
        lock = f"{key}:lock"

        def release(both: Pipeline) -> None:
            holder: Any = both.get(lock)
            both.multi()
            if holder == owner:
                both.delete(lock)

        try:
            self.cache.transaction(release, lock)
        except RedisError:
            logger.warning("the lock expires by itself", exc_info=True)

    def _await(self, key: str) -> dict[str, Any] | None:
        """What the lock's owner makes, if it makes it in time; nobody waits for ever."""
        end = self.clock() + self.patience
        try:
            while self.clock() < end:
                self.sleep(0.05)
                if (entry := self._read(key)) is not None:
                    return entry
        except RedisError:
            logger.warning("the cache does not answer", exc_info=True)
        return None
