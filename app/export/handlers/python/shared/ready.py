"""Ready answers in a cache: one key, one profile as readers want it, and never an older one over a newer."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from redis import Redis
from redis.client import Pipeline

REMEMBERED_SECONDS = 3_600
"""For how long it is known that a profile is gone: longer than a reader is on its way with what the table said."""


def _key(person: str) -> str:
    return f"profile:{person}"


def get(cache: Redis, person: str) -> dict[str, Any] | None:
    """The profile, or None if the cache has forgotten it. Raises RedisError."""
    text: Any = cache.get(_key(person))
    entry: dict[str, Any] | None = None if text is None else json.loads(text)
    return None if entry is None or entry.get("removed") else entry


def put_if_newer(cache: Redis, profile: Mapping[str, Any]) -> bool:
    """Keep the profile unless the one that is there is as new. Raises RedisError.

    A reader who fills the cache may be slower than a change; without this its old answer would stay.
    """
    changed = int(profile["last_updated"])
    ready = {name: profile[name] for name in ("person", "name", "picture") if name in profile}
    return _put_over(cache, ready | {"last_updated": changed}, lambda before: before < changed)


def remove(cache: Redis, profile: Mapping[str, Any]) -> None:
    """Forget the profile, unless a newer one is there. Raises RedisError.

    That it is gone stays known for a while, or a slow reader would bring it back.
    """
    changed = int(profile["last_updated"])
    gone = {"person": str(profile["person"]), "removed": True, "last_updated": changed}
    _put_over(cache, gone, lambda before: before <= changed, seconds=REMEMBERED_SECONDS)


def _put_over(
    cache: Redis, entry: Mapping[str, Any], is_older: Callable[[int], bool], *, seconds: int | None = None
) -> bool:
    key = _key(str(entry["person"]))
    wins = False

    def transaction(both: Pipeline) -> None:
        nonlocal wins
        text: Any = both.get(key)
        wins = text is None or is_older(int(json.loads(text)["last_updated"]))
        both.multi()
        if wins:
            both.set(key, json.dumps(entry), ex=seconds)

    cache.transaction(transaction, key)
    return wins
