"""CDK exports amount to the graph: synthesised, compared, linted and type-checked, all stacks in one app.

Python's templates are compared with the graph as TypeScript's are. They are not the same to the letter: the name of a
deployment and of a packed folder depend on the order in which options are said.
"""

import copy
import json
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from app.export import Format, FunctionCode, Language, StackPlan
from app.graph import ResourceGraph, to_template
from app.lower import LoweringError, lower, lower_services
from app.model import Component, Design
from app.review import rulebook
from app.settings import ROOT
from tests.edits.strategies import designs
from tests.lower.minimal import together
from tests.lower.publishers import publishers
from tests.lower.scenes import scenes
from tests.lower.test_joins import ALL
from tests.lower.test_lint import rules
from tests.oracle.cdk import ALLOWANCES
from tests.oracle.compare import compare
from tests.oracle.synthesise import Synthesised, synthesise, write_app
from tests.review.test_deployed import after_fixes

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # cfn-lint's own libraries
]

PROJECT = ROOT / "app" / "export" / "project" / "templates"
TOOLS = ROOT / ".tools" / "exports" / "bin"
NASTY = (
    "Orders'; DROP TABLE orders; --",
    '日本語 "quoted" \\ and more',
    "${AWS::AccountId} #{x} {y} `z` ${process.exit(1)}",
    "two\nlines and more */ // # \"\"\" ''' \\",
    "long " * 60,
)
GENERATED = 25


def _plan(
    name: str, design: Design, language: Language = Language.PYTHON, graph: ResourceGraph | None = None
) -> StackPlan:
    graph = graph or lower(design)
    chosen = {asset.function: Language(asset.language) if asset.language else language for asset in graph.assets}
    code = {
        asset.function: FunctionCode(asset.function, asset.component, f"src/{asset.component}", chosen[asset.function])
        for asset in graph.assets
    }
    return StackPlan(name, design.name, design, graph, code, language)


def _nasty() -> Design:
    components = [
        Component(id=f"{kind}-{number}", kind=kind, name=name)
        for number, name in enumerate(NASTY)
        for kind in ("function", "queue", "topic", "parameter")
    ]
    return Design(name=NASTY[0], description="".join(NASTY), components=tuple(components))


def _units() -> list[StackPlan]:
    """The stacks of every scene that is deployed as several."""
    return [
        _plan(f"unit-{name.replace('--', '-v-')}-{unit.id}", scene.design, graph=unit.graph)
        for name, scene in scenes().items()
        for units in [lower_services(scene.design, name)]
        for unit in units
        if len(units) > 1
    ]


def _generated() -> Sequence[Design]:
    found: list[Design] = []

    @settings(
        max_examples=GENERATED * 4,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(designs(most=7))
    def collect(design: Design) -> None:
        try:
            lower(design)
        except LoweringError:
            return
        found.append(design)

    collect()
    return sorted(found, key=lambda design: -len(design.connections))[:GENERATED]


SCENES = sorted(name.replace("--", "-v-") for name in scenes())
SCENES_IN_BOTH = [f"{scene}-{language}" for scene in SCENES for language in Language]
FIXED = {
    f"fixed-{rule}-{number}": design for rule in sorted(rulebook()) for number, design in enumerate(after_fixes(rule))
}
JOINS = {"joins-" + source.replace(".", "-"): source for source in sorted({triple.source for triple in ALL})}


@cache
def plans() -> Mapping[str, StackPlan]:
    """Every scene in both languages and as several stacks, every way to join, what each rule's fixes give, and more."""
    found = [
        _plan(f"{name.replace('--', '-v-')}-{language}", scene.design, language)
        for name, scene in scenes().items()
        for language in Language
    ]
    for name, source in JOINS.items():
        found.append(_plan(name, together(triple for triple in ALL if triple.source == source)))
    found += [_plan(name, design) for name, design in FIXED.items()]
    found.append(_plan("nasty", _nasty()))
    found.append(_plan("publishers", publishers()))
    found += _units()
    found += [_plan(f"generated-{number}", design) for number, design in enumerate(_generated())]
    return {plan.name: plan for plan in found}


@pytest.fixture(scope="module")
def typescript(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _app(tmp_path_factory.mktemp("typescript"), Format.CDK_TYPESCRIPT)


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _app(tmp_path_factory.mktemp("python"), Format.CDK_PYTHON)


def _app(folder: Path, format_: Format) -> Path:
    write_app(list(plans().values()), format_, folder)
    return folder


@pytest.fixture(scope="module")
def templates(typescript: Path) -> dict[str, Synthesised]:
    return synthesise(typescript, Format.CDK_TYPESCRIPT)


@pytest.mark.parametrize(
    "name",
    [*(f"{scene}-{language}" for scene in SCENES for language in Language), *JOINS, *FIXED, "nasty", "publishers"],
)
def test_stack_amounts_to_the_graph(templates: dict[str, Synthesised], name: str) -> None:
    assert differences(name, templates[name].template, templates[name].names) == []


def test_services_amount_to_their_graphs(templates: dict[str, Synthesised]) -> None:
    names = [plan.name for plan in _units()]
    assert any(plans()[name].graph.conditions for name in names)
    found = {name: differences(name, templates[name].template, templates[name].names) for name in names}
    assert {name: said for name, said in found.items() if said} == {}


def test_generated_designs_amount_to_their_graphs(templates: dict[str, Synthesised]) -> None:
    names = [name for name in plans() if name.startswith("generated-")]
    assert len(names) == GENERATED
    found = {name: differences(name, templates[name].template, templates[name].names) for name in names}
    assert {name: said for name, said in found.items() if said} == {}


def differences(name: str, template: Mapping[str, Any], names: Mapping[str, str]) -> list[str]:
    found = compare(to_template(plans()[name].graph), template, names=names, allowances=ALLOWANCES)
    return [str(difference) for difference in found]


def test_python_amounts_to_the_graphs(python: Path) -> None:
    made = synthesise(python, Format.CDK_PYTHON)
    found = {name: differences(name, made[name].template, made[name].names) for name in plans()}
    assert {name: said for name, said in found.items() if said} == {}


def test_a_property_that_is_gone_is_found(templates: dict[str, Synthesised]) -> None:
    name = "scalable-webhook-python"
    graph = to_template(plans()[name].graph)["Resources"]
    tried = 0
    for known, logical_id in templates[name].names.items():
        resource = templates[name].template["Resources"][logical_id]
        # What the graph does not set is CDK's own to say.
        for key in graph.get(known, {}).get("Properties", {}).keys() & resource.get("Properties", {}).keys():
            if resource["Type"] not in UNCOMPARED and key not in ("Code", "Handler", "Runtime"):
                broken = copy.deepcopy(templates[name].template)
                del broken["Resources"][logical_id]["Properties"][key]
                assert _differs(name, broken, templates[name].names), (logical_id, key)
                tried += 1
    assert tried > 50


UNCOMPARED = ("AWS::IAM::Policy",)
"""Compared as what roles may do: a policy without a name or a role is none."""


def _differs(name: str, template: Mapping[str, Any], names: Mapping[str, str]) -> bool:
    try:
        return bool(differences(name, template, names))
    except LookupError:  # what cannot even be read is found too
        return True


def test_an_action_that_is_gone_is_found(templates: dict[str, Synthesised]) -> None:
    name = "scalable-webhook-python"
    broken = copy.deepcopy(templates[name].template)
    policies = [found for found in broken["Resources"].values() if found["Type"] == "AWS::IAM::Policy"]
    policies[0]["Properties"]["PolicyDocument"]["Statement"].pop()
    assert differences(name, broken, templates[name].names)


def test_names_survive_as_they_are(templates: dict[str, Synthesised]) -> None:
    resources = templates["nasty"].template["Resources"].values()
    said = {found["Properties"].get("Description") for found in resources if found["Type"] == "AWS::Lambda::Function"}
    graph = plans()["nasty"].graph
    assert said == {function.properties["Description"] for function in graph.of_type("AWS::Lambda::Function")}
    assert len(said) == len(NASTY)


@pytest.mark.parametrize("name", [*(f"{scene}-python" for scene in SCENES), *JOINS, *FIXED])
def test_template_lints(templates: dict[str, Synthesised], name: str) -> None:
    assert complaints(templates[name]) == []


def test_services_lint(templates: dict[str, Synthesised]) -> None:
    found = {plan.name: complaints(templates[plan.name]) for plan in _units()}
    assert {name: said for name, said in found.items() if said} == {}


def complaints(made: Synthesised) -> list[str]:
    from cfnlint.api import ManualArgs, lint

    found = lint(json.dumps(made.template), rules(), ["us-east-1"], ManualArgs(regions=["us-east-1"]))
    return [str(match) for match in found if match.rule.id[0] in "EW" and match.rule.id not in CDKS_OWN]


CDKS_OWN = {"W3005": "lambda.Function waits for its role by DependsOn, although it refers to it already"}
"""What cfn-lint says of what CDK writes by itself, and why no export can mend it."""


def test_typescript_is_sound(typescript: Path) -> None:
    (typescript / "tsconfig.json").write_text((PROJECT / "nodejs" / "project.tsconfig.json").read_text())
    _run(["node_modules/.bin/tsc", "--noEmit"], typescript)


def test_python_is_sound(python: Path) -> None:
    (python / "pyproject.toml").write_text((PROJECT / "python" / "project.toml").read_text())
    _run([str(TOOLS / "ruff"), "check", "app.py", "infra"], python)
    _run([str(TOOLS / "mypy"), "app.py", "infra"], python)


def _run(command: Sequence[str], folder: Path) -> None:
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
