"""The catalog as the tests see it, read once in a process."""

from functools import cache

from app.catalog import Catalog, load_catalog
from app.settings import get_settings


@cache
def catalog() -> Catalog:
    """All patterns."""
    return load_catalog(get_settings().patterns)
