"""Measuring and wrapping."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.diagram import text

ANY = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=120)


def test_widths_are_helveticas() -> None:
    letters = (944, 333, 222, 278, 556, 278, 556, 500, 556, 556, 278, 500)
    assert text.width("Write events", 1000) == pytest.approx(sum(letters) * text.SAFETY)
    assert text.width("WWW", 10, bold=True) > text.width("iii", 10, bold=True) * 3
    assert text.width("漢字", 10) >= 20
    assert text.width("e\u0301", 10) == text.width("é", 10) == text.width("e", 10)


@given(ANY, st.floats(min_value=40, max_value=200), st.integers(min_value=1, max_value=4), st.booleans())
def test_lines_fit_and_nothing_is_lost_but_behind_an_ellipsis(said: str, room: float, lines: int, bold: bool) -> None:
    for wrapped in (text.wrap(said, room, 12, lines, bold=bold), text.balanced(said, room, 12, lines, bold=bold)):
        assert len(wrapped) <= lines
        assert all(text.width(line, 12, bold=bold) <= room for line in wrapped)
        whole = text.shown(said)
        if not wrapped or not wrapped[-1].endswith(text.ELLIPSIS):
            assert "".join(wrapped).replace(" ", "") == whole.replace(" ", "")


def test_words_stay_whole_and_long_ones_break_at_their_joints() -> None:
    assert text.wrap("Check and queue", 70, 13, 3, bold=True) == ("Check and", "queue")
    assert text.balanced("POST /customers/{id}/orders", 92, 11, 3)[0] == "POST"
    assert text.wrap("a/very/long/path", 40, 12, 4)[0].endswith("/")
    assert text.fit("Write events", 50, 13) == "Write…"


def test_what_xml_cannot_hold_and_what_steers_is_dropped() -> None:
    assert text.shown("a\x00b\u202ec\n d\ud800") == "abc d"
