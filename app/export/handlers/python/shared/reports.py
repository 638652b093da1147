"""What a report is called in the cache: everything that changes the answer is part of its key.

A shop's day has a generation. A change of its sales raises it, and with it the keys of all its reports, so that a
reader who stores an old result just after the change stores it where nobody looks.
"""

from typing import Any

from redis import Redis

GENERATION_SECONDS = 14 * 86_400
"""Longer than any entry lives, or an old generation could come again while its entries are still there."""


def _generation(shop: str, day: str) -> str:
    return f"generation:{shop}:{day}"


def key(cache: Redis, report: str, shop: str, day: str) -> str:
    """The report's key as of now. Raises RedisError."""
    generation: Any = cache.get(_generation(shop, day))
    return f"report:{report}:{shop}:{day}:{generation or 0}"


def invalidate(cache: Redis, shop: str, day: str) -> None:
    """Make all reports of a shop's day old. Raises RedisError."""
    name = _generation(shop, day)
    with cache.pipeline(transaction=True) as both:
        both.incr(name)
        both.expire(name, GENERATION_SECONDS)
        both.execute()
