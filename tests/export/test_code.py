"""From a handler's folder to the code of a function."""

from collections.abc import Mapping
from typing import Any

import pytest

from app.export.code import FunctionCode, Language, code_of
from app.lower import lower
from tests.lower.scenes import scenes


def code(scene: str, language: Language) -> Mapping[str, FunctionCode]:
    design = scenes()[scene].design
    return {each.component: each for each in code_of(design, lower(design), language).values()}


@pytest.mark.parametrize("language", Language)
def test_a_handler_with_a_database_brings_the_tables_that_it_expects(language: Language) -> None:
    found = code("scalable-webhook", language)
    assert "CREATE TABLE IF NOT EXISTS events" in found["writer"].files["schema.sql"]
    assert "schema.sql" not in found["intake"].files


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("scene", ["distributed-trigger", "gatekeeper", "internal-handoff", "scalable-webhook"])
def test_a_default_handler_says_where_its_user_goes_on(language: Language, scene: str) -> None:
    design = scenes()[scene].design
    bare: dict[str, Any] = {"properties": {}}
    free = [each.model_copy(update=bare) if each.kind == "function" else each for each in design.components]
    drawn = design.model_copy(update={"components": tuple(free)})
    for found in code_of(drawn, lower(drawn), language).values():
        assert "YOUR LOGIC GOES HERE" in found.files[found.own_logic], found.component
