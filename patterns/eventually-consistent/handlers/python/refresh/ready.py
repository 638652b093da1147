"""Ready answers in a cache: one key, one profile as readers want it, and never an older one over a newer."""

import json
from collections.abc import Mapping
from typing import Any

from redis import Redis
from redis.client import Pipeline


def _key(person: str) -> str:
    return f"profile:{person}"


def get(cache: Redis, person: str) -> dict[str, Any] | None:
    """The profile, or None if the cache has forgotten it. Raises RedisError."""
    text: Any = cache.get(_key(person))
    return None if text is None else json.loads(text)


def put_if_newer(cache: Redis, profile: Mapping[str, Any]) -> bool:
    """Keep the profile unless the one that is there is as new. Raises RedisError.

    A reader who fills the cache may be slower than a change; without this its old answer would stay.
    """
    key = _key(str(profile["person"]))
    ready = {name: profile[name] for name in ("person", "name", "picture") if name in profile}
    entry = json.dumps(ready | {"last_updated": int(profile["last_updated"])})
    newer = False

    def transaction(both: Pipeline) -> None:
        nonlocal newer
        text: Any = both.get(key)
        newer = text is None or int(json.loads(text)["last_updated"]) < int(profile["last_updated"])
        both.multi()
        if newer:
            both.set(key, entry)

    cache.transaction(transaction, key)
    return newer


def remove(cache: Redis, person: str) -> None:
    """Forget the profile. Raises RedisError."""
    cache.delete(_key(person))
