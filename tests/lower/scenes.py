"""Every pattern and variation, by a name for the test's report."""

from functools import cache

from app.catalog import load_catalog
from app.model import Scene
from app.settings import get_settings


@cache
def scenes() -> dict[str, Scene]:
    """`pattern` and `pattern--variation` → scene."""
    found: dict[str, Scene] = {}
    for pattern in load_catalog(get_settings().patterns).patterns:
        found[pattern.id] = pattern
        found |= {f"{pattern.id}--{variation.id}": variation for variation in pattern.variations}
    return found
