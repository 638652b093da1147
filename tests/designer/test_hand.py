"""The canvas and the server edit alike, and whatever a hand does can be loaded and undone."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents import DocumentError, read_design
from app.edits import EditError, apply
from app.model import Design
from tests.edits.strategies import designs, edits

pytestmark = pytest.mark.slow

STATIC = Path(__file__).parents[2] / "static"
BUNDLE = """
import { rolldown } from "rolldown";
const [entry, file] = process.argv.slice(1);
const bundle = await rolldown({ input: entry });
await bundle.write({ file, format: "esm" });
await bundle.close();
"""
SERVE = """
import { createInterface } from "node:readline";
import { readFileSync } from "node:fs";
const [module, catalog] = process.argv.slice(1);
const { applied, wandered } = await import(module);
const { kinds, scenes } = JSON.parse(readFileSync(catalog, "utf8"));
for await (const line of createInterface({ input: process.stdin })) {
  const { design, edit, deeds } = JSON.parse(line);
  console.log(JSON.stringify(deeds === undefined ? applied(design, edit) : wandered(kinds, scenes, deeds)));
}
"""
Ask = Callable[[dict[str, Any]], dict[str, Any]]


@pytest.fixture(scope="module")
def canvas(tmp_path_factory: pytest.TempPathFactory, catalog_file: Path) -> Iterator[Ask]:
    """The designer's own edit core, in one Node process for all questions."""
    node = shutil.which("node")
    assert node
    module = tmp_path_factory.mktemp("hand") / "hand.mjs"
    entry = STATIC / "src/designer/core/testing/hand.ts"
    subprocess.run(
        [node, "--input-type=module", "-e", BUNDLE, entry, module], cwd=STATIC, check=True, capture_output=True
    )
    with subprocess.Popen(
        [node, "--input-type=module", "-e", SERVE, module, catalog_file],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:

        def ask(question: dict[str, Any]) -> dict[str, Any]:
            assert process.stdin
            assert process.stdout
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            answer: dict[str, Any] = json.loads(process.stdout.readline())
            return answer

        yield ask
        assert process.stdin
        process.stdin.close()


def document(design: Design) -> dict[str, Any]:
    found: dict[str, Any] = design.model_dump(mode="json", by_alias=True)
    return found


@given(data=st.data())
def test_what_the_server_makes_of_an_edit_the_canvas_makes_too(canvas: Ask, data: st.DataObject) -> None:
    design = data.draw(designs(most=5))
    for _ in range(data.draw(st.integers(1, 6))):
        edit = data.draw(edits(design))
        said = canvas({"design": document(design), "edit": edit.model_dump(mode="json", by_alias=True)})
        try:
            after, _ = apply(design, edit)
        except EditError:
            # The canvas knows fewer reasons: what a kind demands of its properties is told beside the field.
            continue
        assert "refused" not in said, said
        assert Design.model_validate(said["after"]) == after
        assert Design.model_validate(said["before"]) == design
        design = after


DEEDS = st.lists(
    st.tuples(st.integers(0, 11), st.integers(0, 999), st.integers(0, 999), st.integers(0, 999)),
    min_size=1,
    max_size=60,
)


@given(deeds=DEEDS)
def test_whatever_a_hand_does_can_be_loaded_and_undone(canvas: Ask, deeds: list[tuple[int, int, int, int]]) -> None:
    told = canvas({"deeds": deeds})
    seen: list[Any] = []
    for design in told["passed"]:
        if design in seen[-1:]:
            continue
        seen.append(design)
        try:
            read_design(json.dumps(design))
        except DocumentError as error:
            raise AssertionError(f"after {len(seen)} changes: {error}") from error
    assert told["undone"]["components"] == []
    assert told["undone"]["connections"] == []
    assert told["redone"]["name"] == "Wander"


def test_a_long_walk_gets_somewhere(canvas: Ask) -> None:
    deeds = [(number * 7 % 12, number * 31, number * 17, number * 13) for number in range(120)]
    passed = canvas({"deeds": deeds})["passed"]
    assert max(len(design["components"]) for design in passed) > 10
    assert max(len(design["connections"]) for design in passed) > 5
    assert any(design["services"] for design in passed)


def test_a_design_that_no_hand_makes_is_refused() -> None:
    lost = {"name": "x", "components": [{"id": "a", "kind": "queue", "name": "A"}], "layout": {"b": {"x": 0, "y": 0}}}
    with pytest.raises(DocumentError):
        read_design(json.dumps(lost))
