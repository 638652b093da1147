"""What the tests of the oracle share."""

from collections.abc import Iterator

import pytest

from tests.oracle.sam_templates import Translator, translator


@pytest.fixture(scope="session")
def sam() -> Iterator[Translator]:
    """SAM's translator."""
    with translator() as made:
        yield made
