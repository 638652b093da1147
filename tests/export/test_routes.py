"""A handler that answers certain routes is reached by these: anything else would be 404, however well it deploys."""

import pytest

from app.catalog.handlers import routes_of
from app.model import Design
from app.review import review, rulebook
from app.settings import get_settings
from tests.export.projects import designs

RULE = "route-its-handler-does-not-answer"


def unanswered(design: Design) -> list[str]:
    """What the design routes to a handler that knows no such route."""
    return [finding.message for finding in review(design, {RULE: rulebook()[RULE]}) if finding.rule == RULE]


@pytest.mark.parametrize("name", designs())
def test_what_is_routed_to_a_handler_is_answered(name: str) -> None:
    assert unanswered(designs()[name]) == []


def test_a_route_that_nobody_answers_is_found() -> None:
    design = designs()["robust-api"]
    said = design.model_dump(mode="json", by_alias=True)
    for arrow in said["connections"]:
        if "route" in arrow["properties"]:
            arrow["properties"]["route"] = "GET /elsewhere"
    assert unanswered(Design.model_validate(said))


def test_both_languages_answer_the_same_routes() -> None:
    """Which routes there are is read from the Python handlers; the Node.js ones must name no others."""
    patterns = get_settings().patterns
    for code in sorted(patterns.glob("*/handlers/python/*/app.py")):
        handler = f"{code.parts[-5]}/{code.parent.name}"
        other = (patterns / code.parts[-5] / "handlers" / "nodejs" / code.parent.name / "app.ts").read_text("utf-8")
        for route in routes_of(handler):
            fixed = [part for part in route.partition(" ")[2].split("/") if part and "{" not in part]
            assert all(part in other for part in fixed), (handler, route)
