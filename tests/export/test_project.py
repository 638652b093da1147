"""What every exported project holds, whatever it is exported from and to."""

import ast
import json
import posixpath
import re
import subprocess
import tomllib
from collections import Counter
from itertools import product

import pytest
from ruamel.yaml import YAML

from app.documents import read_text
from app.documents.designs import design_at
from app.export import Format, Language, export
from app.export.make import stack_name
from app.lower import LoweringError
from app.model import Component, Connection, Design
from tests.export.projects import EVERY, designs, project
from tests.lower.minimal import Triple
from tests.lower.minimal import design as smallest
from tests.lower.test_joins import ALL as JOINS

HOSTILE = [
    "Orders'; DROP",
    "日本語",
    "${AWS::AccountId}",
    "x" * 300,
    '"]} ${!',
    "a: b # c",
    "`rm -rf`",
    "*/ --> {{ x }}",
]


@pytest.mark.parametrize(("name", "format_", "language"), EVERY)
def test_a_project_is_complete(name: str, format_: Format, language: Language) -> None:
    made, design = project(name, format_, language), designs()[name]
    functions = [component.id for component in design.components if component.kind == "function"]
    files = made.files
    assert {"README.md", "diagram.svg", "design.yaml", ".gitignore", ".github/workflows/ci.yml"} <= files.keys()
    for function in functions:
        assert f"events/{function}.json" in files
        entry = "app.py" if _language(design, function, language) is Language.PYTHON else "app.ts"
        assert any(path.endswith(f"src/{function}/{entry}") for path in files), function
        assert any(re.search(rf"{function}/.*test", path) or f"unit/{function}/" in path for path in files), function
    assert any("infrastructure" in path for path in files)
    assert any("integration" in path for path in files)
    assert design_at(read_text(files["design.yaml"].text)) == design


def _language(design: Design, function: str, chosen: Language) -> Language:
    said = design.by_id[function].properties.get("runtime")
    return Language(str(said)) if said else chosen


@pytest.mark.parametrize(("name", "format_", "language"), EVERY)
def test_its_files_read_as_what_they_are(name: str, format_: Format, language: Language) -> None:
    for path, file in project(name, format_, language).files.items():
        assert file.text.endswith("\n"), path
        match path.rpartition(".")[2]:
            case "json" if "tsconfig" not in path:
                json.loads(file.text)
            case "toml":
                tomllib.loads(file.text)
            case "py":
                ast.parse(file.text)
            case "yml":
                YAML(typ="safe", pure=True).load(file.text)
            case _:
                pass


@pytest.mark.parametrize(("name", "format_", "language"), EVERY)
def test_its_marks_lie_within_its_files(name: str, format_: Format, language: Language) -> None:
    made, design = project(name, format_, language), designs()[name]
    marked = Counter(mark.component for file in made.files.values() for mark in file.marks)
    for file in made.files.values():
        last = file.text.count("\n")
        for mark in file.marks:
            assert 1 <= mark.first <= mark.last <= last + 1
            assert mark.component in design.by_id
    deployed = [component.id for component in design.components if component.kind == "function"]
    # A function has its code and its infrastructure.
    assert all(marked[function] >= 2 for function in deployed)


@pytest.mark.parametrize("format_", Format)
def test_the_same_design_gives_the_same_bytes(format_: Format) -> None:
    design = designs()["example--order-system"]
    again = Design.model_validate_json(design.model_dump_json(by_alias=True))
    assert export(design, format_, Language.PYTHON).zip() == export(again, format_, Language.PYTHON).zip()


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("format_", Format)
def test_no_name_breaks_a_project(name: str, format_: Format) -> None:
    design = designs()["scalable-webhook"]
    said = design.model_dump(mode="json", by_alias=True) | {"name": name}
    for part in said["components"]:
        part |= {"name": name, "about": name}
    for arrow in said["connections"]:
        arrow["label"] = name
    made = export(Design.model_validate(said), format_, Language.PYTHON)
    assert re.fullmatch(r"[a-z][a-z0-9-]{0,60}", made.name)
    assert len(made.files) == len(project("scalable-webhook", format_, Language.PYTHON).files)
    assert design_at(read_text(made.files["design.yaml"].text)).name == name
    scripts = [file.text for path, file in made.files.items() if path.endswith(".sh")]
    assert scripts
    for script in scripts:
        assert subprocess.run(["bash", "-n"], input=script, text=True, check=False).returncode == 0
        assert name not in script


def test_services_deploy_apart_and_together_on_request() -> None:
    design = designs()["example--order-system"]
    apart = export(design, Format.SAM, Language.PYTHON)
    together = export(design, Format.SAM, Language.PYTHON, one_stack=True)
    templates = [path for path in apart.files if path.endswith("template.yaml")]
    assert sorted(templates) == [
        f"{service.id}/template.yaml" for service in sorted(design.services, key=lambda s: s.id)
    ]
    assert [path for path in together.files if path.endswith("template.yaml")] == ["template.yaml"]
    assert "Fn::ImportValue" not in "".join(file.text for file in apart.files.values())
    assert "!ImportValue" not in "".join(file.text for file in apart.files.values())
    assert apart.files["scripts/deploy.sh"].program


def test_what_cannot_be_deployed_is_refused_with_findings() -> None:
    lonely = Design(name="Lonely", components=(Component(id="api", kind="rest-api", name="API"),))
    with pytest.raises(LoweringError) as refused:
        export(lonely, Format.SAM, Language.PYTHON)
    (finding,) = refused.value.findings
    assert finding.components == ("api",)
    assert finding.remedy


def test_a_design_of_nothing_but_a_queue_is_a_project_too() -> None:
    arrow = Connection.model_validate(
        {"id": "send", "from": "sender.sends", "to": "jobs.messages", "semantics": "async"}
    )
    parts = (
        Component(id="sender", kind="microservice", name="Sender"),
        Component(id="jobs", kind="queue", name="Jobs"),
    )
    made = export(Design(name="Jobs", components=parts, connections=(arrow,)), Format.SAM, Language.NODEJS)
    assert "template.yaml" in made.files


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Scalable Webhook", "scalable-webhook"),
        ("Ünïcode & Söhne", "unicode-sohne"),
        ("日本語", "design"),
        ("3 tiers", "design-3-tiers"),
        ("x" * 300, "x" * 40),
        ("--", "design"),
    ],
)
def test_stacks_are_named_after_designs(title: str, name: str) -> None:
    assert stack_name(title) == name


@pytest.mark.parametrize(("name", "format_", "language"), EVERY)
def test_what_its_typescript_imports_is_there(name: str, format_: Format, language: Language) -> None:
    files = project(name, format_, language).files
    for path, file in files.items():
        if not path.endswith(".ts"):
            continue
        shared = f"{path.partition('src/')[0]}src/shared"
        for said in re.findall(r"""(?:from|import)\s*\(?\s*['"]((?:\.{1,2}|#shared)/[^'"]+)['"]""", file.text):
            place = said.replace("#shared", shared) if "#" in said else posixpath.join(posixpath.dirname(path), said)
            wanted = posixpath.normpath(place)
            assert {wanted, f"{wanted}.ts"} & files.keys(), f"{path} imports {said}"


def test_sam_builds_without_the_packages_for_development() -> None:
    files = project("robust-api", Format.SAM, Language.NODEJS).files
    installed = json.loads(files["src/package.json"].text)["dependencies"]
    code = [file.text for path, file in files.items() if re.fullmatch(r"src/(shared|book)/[a-z-]+\.ts", path)]
    imported = {name for text in code for name in re.findall(r"from '(@aws-sdk/[\w-]+)", text)}
    assert "@aws-sdk/client-sqs" in imported
    assert imported | {"esbuild"} <= installed.keys()


@pytest.mark.slow
@pytest.mark.parametrize("triple", JOINS, ids=str)
def test_whatever_may_be_joined_is_exported_in_every_way(triple: Triple) -> None:
    for format_, language in product(Format, Language):
        made = export(smallest(triple), format_, language)
        assert {"README.md", "design.yaml"} <= made.files.keys()
