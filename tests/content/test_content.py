"""The texts: read strictly, and complete."""

import shutil
from pathlib import Path

import pytest

from app.catalog import load_catalog
from app.content import load_content
from app.documents import DocumentError
from app.model import Semantics
from app.settings import ROOT

FOLDER = ROOT / "app" / "content"


@pytest.fixture
def ids() -> frozenset[str]:
    return frozenset(path.name for path in (ROOT / "patterns").iterdir() if path.is_dir())


def test_the_texts_can_be_read(ids: frozenset[str]) -> None:
    content = load_content(FOLDER, ids)
    assert len(content.principles.principles) == 5
    assert {arrow.semantics for arrow in content.notation.arrows} == set(Semantics)
    names = [term.id for term in content.terms]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "glossary.yaml",
            "patterns: [circuit-breaker]",
            "patterns: [circuit-braker]",
            "did you mean 'circuit-breaker'",
        ),
        ("chooser.yaml", "pattern: fifoer", "pattern: fifo", "fifo"),
        ("principles.yaml", "ask:", "asks:", "principles.yaml:"),
    ],
)
def test_a_fault_names_its_place(tmp_path: Path, ids: frozenset[str], file: str, old: str, new: str, said: str) -> None:
    folder = tmp_path / "content"
    shutil.copytree(FOLDER, folder)
    text = (folder / file).read_text()
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1))
    with pytest.raises(DocumentError, match=said):
        load_content(folder, ids)


@pytest.mark.slow
def test_the_texts_fit_the_catalog() -> None:
    load_content(FOLDER, load_catalog(ROOT / "patterns").by_id)
