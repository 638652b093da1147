"""Every export there is: the scenes and the examples, in each format and language, made once for all tests."""

from functools import cache
from itertools import product

import pytest

from app.documents import read_text
from app.documents.designs import design_at
from app.export import Export, Format, Language, export
from app.model import Design
from app.settings import get_settings
from tests.lower.scenes import scenes


@cache
def designs() -> dict[str, Design]:
    """The designs of all scenes and examples, by a name for the test's report."""
    found = {name: scene.design for name, scene in scenes().items()}
    for file in sorted((get_settings().content / "examples").glob("*.yaml")):
        found[f"example--{file.stem}"] = design_at(read_text(file.read_text(encoding="utf-8")))
    return found


QUICK = frozenset({"scalable-webhook", "example--order-system"})
"""What `make check` looks at: one service, and several."""
EVERY = [
    pytest.param(name, format_, language, marks=() if name in QUICK else pytest.mark.slow)
    for name, format_, language in product(sorted(designs()), Format, Language)
]


@cache
def project(name: str, format_: Format, language: Language) -> Export:
    """One export."""
    return export(designs()[name], format_, language)
