"""The quick way for JSON reads what the exact way reads, or leaves it to that."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import DocumentError, read_text
from app.documents.json_text import read_json
from app.documents.yaml_text import MAX_DEPTH

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=20), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(st.text(max_size=20), values, max_size=5), st.booleans(), st.sampled_from([None, 2]))
def test_what_is_read_quickly_is_what_is_read_exactly(
    data: dict[str, object], ascii_only: bool, indent: int | None
) -> None:
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    quick = read_json(text)
    if quick is not None:
        exact = read_text(text).data
        assert json.dumps(quick.data) == json.dumps(exact)


def test_what_a_program_writes_of_a_design_is_read_quickly() -> None:
    quick = read_json('{"name": "Caffè \\"Zwölf\\" 🙂", "layout": {"a": {"x": 1.5, "y": -2}}, "on": [true, null]}')
    assert quick is not None
    assert quick.data == {"name": 'Caffè "Zwölf" 🙂', "layout": {"a": {"x": 1.5, "y": -2}}, "on": [True, None]}
    assert str(quick.place(("layout",))) == "/layout"


def nested(depth: int) -> str:
    return '{"a":' * depth + "1" + "}" * depth


def test_the_deepest_document_is_read_and_no_deeper_one() -> None:
    assert read_json(nested(MAX_DEPTH)) is not None
    assert read_text(nested(MAX_DEPTH)).data
    assert read_json(nested(MAX_DEPTH + 1)) is None
    with pytest.raises(DocumentError):
        read_text(nested(MAX_DEPTH + 1))


@pytest.mark.parametrize(
    "text",
    [
        "name: A",
        "",
        "[1]",
        '{"a": 1, "a": 2}',
        '{"a": 1e999}',
        '{"a": NaN}',
        f'{{"a": {"9" * 101}}}',
        '{"a": "\\u0000"}',
        '{"a": "\\b"}',
        '{"\\r": 1}',
        '{"a": "x\u2028y"}',
        '{"a": "\x85\ufffe"}',
        '{"a": 1',
        nested(100_000),
        "{" + ",".join(f'"k{n}": 0' for n in range(200_001)) + "}",
    ],
)
def test_what_is_in_doubt_is_left_to_the_exact_way(text: str) -> None:
    assert read_json(text) is None
