"""What holds for every test."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code.
settings.register_profile("patternbook", deadline=None, max_examples=50)
settings.load_profile("patternbook")


@pytest.fixture(scope="session", autouse=True)
def _own_data_directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the tests, and the servers that they start, away from the designs of whoever runs them."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PATTERNBOOK_DATA_DIR", str(tmp_path_factory.mktemp("designs")))
        environment.delenv("PATTERNBOOK_DATABASE_URL", raising=False)
        yield
