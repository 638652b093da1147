"""Documents of older schemas."""

import json
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, update

from app.documents import DocumentError, check
from app.model.design import SCHEMA
from app.store import NewerSchemaError, Store, design_of, upgrade, write_json
from app.store.tables import RevisionRow
from app.store.upgrade import UPGRADES
from tests.store.samples import orders

DOCUMENTS = Path(__file__).parent / "documents"


def test_there_is_a_step_from_each_older_schema_and_a_document_of_each() -> None:
    assert sorted(UPGRADES) == list(range(1, SCHEMA))
    names = {f"schema-{number}.json" for number in range(1, SCHEMA + 1)}
    assert names <= {path.name for path in DOCUMENTS.iterdir()}


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("schema-*.json")), ids=lambda path: path.stem)
def test_a_document_of_each_schema_reads_and_means_something(path: Path) -> None:
    document = json.loads(path.read_text(encoding="utf-8"))
    design = design_of(document)
    assert design.schema_number == SCHEMA
    assert check(design) == ()
    assert len(design.components) == len(document["components"])


def test_the_steps_are_taken_in_order() -> None:
    def wiser(document: dict[str, Any]) -> dict[str, Any]:
        return document | {"trail": [*document.get("trail", []), document["schema"]]}

    steps = {1: wiser, 2: wiser, 3: wiser}
    assert upgrade({"schema": 1}, steps, 4) == {"schema": 4, "trail": [1, 2, 3]}
    assert upgrade({"schema": 3}, steps, 4) == {"schema": 4, "trail": [3]}
    assert upgrade({"schema": 4}, steps, 4) == {"schema": 4}
    old = {"schema": 1, "name": "kept"}
    upgrade(old, steps, 4)
    assert old == {"schema": 1, "name": "kept"}


def test_what_is_newer_is_refused_with_the_remedy() -> None:
    with pytest.raises(NewerSchemaError, match="use a newer Patternbook"):
        upgrade({"schema": SCHEMA + 1})
    with pytest.raises(DocumentError, match="use a newer Patternbook"):
        design_of({"schema": SCHEMA + 1, "name": "x"})


@pytest.mark.parametrize("number", ["1", None, True, 1.5, 0, -3])
def test_a_number_that_is_none_is_refused(number: object) -> None:
    with pytest.raises(DocumentError):
        design_of({"schema": number, "name": ["x"]})


def test_a_stored_document_is_upgraded_on_reading_and_left_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = store.designs.create(orders())
    monkeypatch.setattr("app.store.rows.upgrade", lambda document: document | {"name": "upgraded"})
    assert store.designs.get(made.id).document["name"] == "upgraded"
    assert store.revisions.get(made.id, 1).document["name"] == "upgraded"
    monkeypatch.undo()
    assert store.designs.get(made.id) == made


def test_a_stored_document_from_the_future_is_not_touched(store: Store) -> None:
    made = store.designs.create(orders())
    future = write_json(made.document | {"schema": SCHEMA + 1})
    with store.database.writing() as session:
        session.exec(update(RevisionRow).where(col(RevisionRow.design_id) == made.id).values(document=future))
    with pytest.raises(NewerSchemaError):
        store.designs.get(made.id)
