"""Designs written as files read back as they were."""

from hypothesis import given

from app.documents import read_text
from app.documents.designs import design_at
from app.export.design_file import write_design
from app.model import Component, Design
from tests.edits.strategies import designs


@given(designs(most=6))
def test_a_written_design_reads_back_as_it_was(design: Design) -> None:
    assert design_at(read_text(write_design(design))) == design


def test_long_texts_are_written_as_blocks() -> None:
    about = "First line.\nSecond: with a colon, and # no comment.\n"
    written = write_design(Design(name="no", components=(Component(id="a", kind="queue", name="1e3", about=about),)))
    assert "about: |\n" in written
    assert design_at(read_text(written)).components[0].about == about
