"""The real catalog, and a cache folder of each test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.catalog import Catalog, load_catalog
from app.diagram import cache
from app.settings import ROOT, get_settings


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog(ROOT / "patterns")


@pytest.fixture(scope="session", autouse=True)
def shared_cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests leave nothing in the user's own cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATTERNBOOK_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        get_settings.cache_clear()
        yield
    get_settings.cache_clear()


@pytest.fixture
def cache_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache of this test's own, which begins empty."""
    monkeypatch.setenv("PATTERNBOOK_CACHE_DIR", str(tmp_path / "cache"))
    get_settings.cache_clear()
    cache.forget()
    yield tmp_path / "cache"
    get_settings.cache_clear()
    cache.forget()
