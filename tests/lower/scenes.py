"""Every pattern and variation, by a name for the test's report."""

from functools import cache

from app.model import Scene
from tests.patterns import catalog


@cache
def scenes() -> dict[str, Scene]:
    """`pattern` and `pattern--variation` → scene."""
    found: dict[str, Scene] = {}
    for pattern in catalog().patterns:
        found[pattern.id] = pattern
        found |= {f"{pattern.id}--{variation.id}": variation for variation in pattern.variations}
    return found
