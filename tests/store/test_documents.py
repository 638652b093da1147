"""JSON text: what is read, and what is refused at its place."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import DocumentError, read_design
from app.model import Design
from app.store import design_of, findings_of, read_json, write_json
from app.store.documents import document_of
from tests.edits.strategies import designs
from tests.store.samples import ORDERS, orders

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffe\uffff"))
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(data=JSON)
def test_json_reads_back(data: object) -> None:
    assert write_json(read_json(write_json(data).encode())) == write_json(data)
    assert write_json(read_json(json.dumps(data, indent=1).encode())) == write_json(data)


@given(design=designs(most=4))
def test_what_is_saved_can_be_taken_away_as_a_file(design: Design) -> None:
    assert read_design(write_json(document_of(design))) == design


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff", "not UTF-8"),
        (b'{"a": 1, "a": 2}', "'a' stands twice"),
        (b'{"a": NaN}', "no number"),
        (b'{"a": -Infinity}', "no number"),
        (b'{"a": 1e999}', "no number"),
        (b"1" * 5_000, "longer than 100 digits"),
        (b"[" * 100_000, "deeper than 40"),
        (b"[" * 60 + b"]" * 60, "deeper than 40"),
        (b'"\\ud800"', "U+D800"),
        (b'"\\u0000"', "U+0000"),
        (b'{"\\u0007": 1}', "U+0007"),
    ],
)
def test_what_a_design_cannot_hold_is_refused(body: bytes, said: str) -> None:
    with pytest.raises(DocumentError) as raised:
        read_json(body)
    assert said in str(raised.value)


def test_a_complaint_names_line_or_pointer() -> None:
    with pytest.raises(DocumentError) as raised:
        read_json(b'{\n  "a": ]}')
    assert (raised.value.findings[0].place.line, raised.value.findings[0].place.column) == (2, 8)
    with pytest.raises(DocumentError) as raised:
        read_json(b'{"a": ["", "\\u0001"]}')
    assert raised.value.findings[0].place.pointer == "/a/1"


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"name": 3}, "/name"),
        ({"surplus": 1}, "/surplus"),
        ({"components": [{"id": "A b", "kind": "queue", "name": "x"}]}, "/components/0/id"),
        ({"connections": [{**ORDERS["connections"][0], "to": "nowhere.requests"}]}, "/connections/0/to"),
        ({"layout": {"nowhere": {"x": 0, "y": 0}}}, "/layout/nowhere"),
    ],
)
def test_an_incoherent_design_is_refused_at_its_place(changes: dict[str, Any], pointer: str) -> None:
    with pytest.raises(DocumentError) as raised:
        design_of({**ORDERS, **changes})
    assert pointer in {finding.place.pointer for finding in raised.value.findings}


@pytest.mark.parametrize("data", [None, [], "text", 3, True])
def test_what_is_no_object_is_refused(data: object) -> None:
    with pytest.raises(DocumentError):
        design_of(data)


def test_findings_of_a_draft() -> None:
    assert findings_of(document_of(orders())) == ()
    draft = document_of(orders(connections=[{**ORDERS["connections"][0], "semantics": "error"}]))
    assert [finding.connections for finding in findings_of(draft)] == [("call",)]
