"""cfn-lint has nothing to say about what the graphs amount to, warnings included."""

import json
from functools import cache

import pytest
from cfnlint.api import ManualArgs, lint
from cfnlint.core import get_rules
from cfnlint.rules import RulesCollection

from app.graph import ResourceGraph, to_template
from app.lower import lower
from tests.lower.minimal import together
from tests.lower.scenes import scenes
from tests.lower.test_joins import ALL

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # cfn-lint's own libraries
]


@cache
def rules() -> RulesCollection:
    return get_rules([], [], ["I", "W", "E"], {}, False)


def findings(graph: ResourceGraph) -> list[str]:
    """What cfn-lint complains of."""
    found = lint(json.dumps(to_template(graph)), rules(), ["us-east-1"], ManualArgs(regions=["us-east-1"]))
    return [f"{match.rule.id} {match.message} at {match.path_string}" for match in found if match.rule.id[0] in "EW"]


@pytest.mark.parametrize("name", sorted(scenes()))
def test_patterns_and_variations_lint(name: str) -> None:
    assert findings(lower(scenes()[name].design)) == []


@pytest.mark.parametrize("source", sorted({triple.source for triple in ALL}))
def test_every_way_to_join_lints(source: str) -> None:
    assert findings(lower(together(triple for triple in ALL if triple.source == source))) == []


def test_a_wrong_template_is_found() -> None:
    graph = lower(scenes()["scalable-webhook"].design)
    graph.resources["EventsQueue"].properties["VisibilityTimeout"] = "long"  # type: ignore[index]
    assert any("VisibilityTimeout" in finding for finding in findings(graph))
