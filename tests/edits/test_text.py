"""Edits written into a design file."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import DocumentError, read_design
from app.edits import EditError, apply, rewrite
from app.model import Component, Connection, Endpoint, Semantics
from app.model.edit import AddComponent, AddConnection, Batch, SetProperty
from tests.edits.strategies import designs, edits

TEXT = """\
# What we sell.
name: "Orders"   # quoted
components:
  - id: orders
    kind: queue
    name: Orders
    properties:
      visibility_timeout: 60  # too short

  # Books them.
  - id: book
    kind: function
    name: 'Book'
    about: |
      Works through the queue.
connections:
  - {id: drain, from: orders, to: book, semantics: async}
"""


def test_a_file_keeps_its_comments_its_quotes_and_its_order() -> None:
    written = rewrite(TEXT, SetProperty(id="orders", key="visibility_timeout", value=180))
    assert written == TEXT.replace("visibility_timeout: 60  #", "visibility_timeout: 180 #")


def test_lists_that_are_not_indented_stay_so() -> None:
    text = "name: A\ncomponents:\n- id: a\n  kind: queue\n  name: A\n- id: b\n  kind: queue\n  name: B\n"
    assert rewrite(text, SetProperty(id="b", key="delay", value=3)) == text + "  properties:\n    delay: 3\n"


def test_what_is_not_touched_stays_as_it_was_written() -> None:
    text = (
        "name: A\nabout: |\n  for example:\n  - this\n\nlist:\n  - [one, {two: 3}]\ndesign:\n  components:\n"
        "    - id: bus\n      kind: event-bus\n      name: Bus\n    - id: q\n      kind: queue\n      name: Q\n"
        "  connections:\n    - id: all\n      from: bus\n      to: q\n      semantics: async\n      properties:\n"
        "        event_pattern: {detail: {kind: [{anything-but: [car]}, {exists: false}]}}\n"
    )
    assert rewrite(text, SetProperty(id="bus", key="archive_days", value=3), ("design",)) == text.replace(
        "name: Bus\n", "name: Bus\n      properties:\n        archive_days: 3\n"
    )


def test_what_a_fix_adds_is_written_as_an_author_would() -> None:
    fix = Batch(
        edits=(
            AddComponent(
                component=Component(id="lost", kind="queue", name="Lost orders", properties={"retention": 60})
            ),
            AddConnection(
                connection=Connection(
                    id="give-up",
                    source=Endpoint(component="orders", port="redrives"),
                    target=Endpoint(component="lost", port="redriven"),
                    semantics=Semantics.ERROR,
                )
            ),
        )
    )
    written = rewrite(TEXT, fix)
    assert "  - id: lost\n    kind: queue\n    name: Lost orders\n    properties:\n      retention: 60\n" in written
    assert "  - id: give-up\n    from: orders.redrives\n    to: lost.redriven\n    semantics: error\n" in written
    assert "# Books them." in written


def test_json_stays_json_and_a_design_may_lie_deeper() -> None:
    text = json.dumps({"design": {"name": "A", "components": [{"id": "a", "kind": "queue", "name": "Ä"}]}})
    written = rewrite(text, SetProperty(id="a", key="fifo", value=True), ("design",))
    assert json.loads(written)["design"]["components"][0] == {
        "id": "a",
        "kind": "queue",
        "name": "Ä",
        "properties": {"fifo": True},
    }


@given(st.data())
def test_what_is_written_reads_back_as_the_design_that_the_edit_gives(data: st.DataObject) -> None:
    design = data.draw(designs(most=5))
    edit = data.draw(edits(design))
    try:
        after, _ = apply(design, edit)
    except EditError:
        return
    assert read_design(rewrite(design.model_dump_json(by_alias=True), edit)) == after
    assert read_design(rewrite(as_yaml(design.model_dump(mode="json", by_alias=True)), edit)) == after


def as_yaml(data: object) -> str:
    """Block YAML with every text quoted as JSON does, which YAML reads as well."""

    def lines(value: object, depth: int) -> list[str]:
        pad = "  " * depth
        if isinstance(value, dict) and value:
            return [
                line
                for key, item in value.items()
                for line in (
                    [f"{pad}{key}: {json.dumps(item, ensure_ascii=False)}"]
                    if not isinstance(item, dict | list) or not item
                    else [f"{pad}{key}:", *lines(item, depth + 1)]
                )
            ]
        if isinstance(value, list) and value:
            inner = [
                lines(item, depth + 1) if isinstance(item, dict) else [json.dumps(item, ensure_ascii=False)]
                for item in value
            ]
            return [line for item in inner for line in (f"{pad}- {item[0].strip()}", *item[1:])]
        return [pad + json.dumps(value, ensure_ascii=False)]

    return "\n".join(lines(data, 0)) + "\n"


def test_a_text_that_is_no_design_is_refused() -> None:
    with pytest.raises(DocumentError):
        rewrite("name: [", SetProperty(id="a", key="b", value=1))
