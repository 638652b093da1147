"""What reviewers run over SAM exports finds nothing that has no written reason."""

import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from app.export.formats import StackPlan
from app.export.project.lint import checkov_settings, skips
from app.export.sam import print_sam
from tests.oracle.sam_templates import ROOT, kind_plans, scene_plans

pytestmark = pytest.mark.slow
TOOLS = ROOT / ".tools"
PLANS = scene_plans()
LINTED = [name for name in PLANS if ".python." in name] + ["scalable-webhook.nodejs.1", "robust-api.nodejs.1"]
"""A Node.js stack differs from a Python one in the same few lines of each function, so two stand for all."""
CHECKED = [name for name in LINTED if "--" not in name]


def write(folder: Path, plans: Mapping[str, StackPlan], names: Iterable[str]) -> None:
    """Write templates, each under its name."""
    for name in names:
        (folder / f"{name}.yaml").write_text(print_sam(plans[name])["template.yaml"].text)


def run(*command: str | Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    """A tool's run without an account and without a network."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "AWS_DEFAULT_REGION": "us-east-1"}
    environment |= {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none", "SAM_CLI_TELEMETRY": "0"}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def lint(folder: Path, *names: str) -> str:
    """What cfn-lint says of templates, warnings included."""
    program = TOOLS / "sam" / "bin" / "cfn-lint"
    return run(program, "--regions", "us-east-1", "--format", "parseable", "--template", *names, folder=folder).stdout


def test_cfn_lint_finds_nothing(tmp_path: Path) -> None:
    write(tmp_path, PLANS, LINTED)
    assert lint(tmp_path, *(f"{name}.yaml" for name in LINTED)) == ""


@pytest.mark.parametrize(
    ("line", "wrong", "rule"),
    [
        ("MemorySize: 512", "MemorySize: much", "E3012"),
        ("!Ref EventsQueue", "!Ref NobodysQueue", "E1020"),
        ("CodeUri: src/writer/", "Codeuri: src/writer/", "E3002"),
    ],
)
def test_cfn_lint_finds_what_is_wrong(tmp_path: Path, line: str, wrong: str, rule: str) -> None:
    text = print_sam(PLANS["scalable-webhook.python.1"])["template.yaml"].text
    assert line in text
    (tmp_path / "template.yaml").write_text(text.replace(line, wrong))
    assert rule in lint(tmp_path, "template.yaml")


def test_sam_itself_is_content(tmp_path: Path) -> None:
    write(tmp_path, PLANS, ["scalable-webhook.nodejs.1"])
    template = "scalable-webhook.nodejs.1.yaml"
    said = run(TOOLS / "sam" / "bin" / "sam", "validate", "--lint", "--template-file", template, folder=tmp_path)
    assert "is a valid SAM Template" in said.stdout, said.stderr


def checked(folder: Path) -> set[tuple[str, str]]:
    """The checks that fail, each with the type of a resource."""
    program = TOOLS / "checkov" / "bin" / "checkov"
    said = run(program, "-d", ".", "-o", "json", "--skip-download", folder=folder)
    found: Any = json.loads(said.stdout)
    reports = found if isinstance(found, list) else [found]
    return {
        (failed["check_id"], failed["resource"].split(".")[0])
        for report in reports
        for failed in report.get("results", {}).get("failed_checks", [])
    }


def test_checkov_finds_nothing_but_what_has_a_reason(tmp_path: Path) -> None:
    write(tmp_path, PLANS, CHECKED)
    write(tmp_path, kind_plans(), kind_plans())
    (tmp_path / ".checkov.yaml").write_text("framework: [cloudformation]\n")
    assert {check for check, _ in checked(tmp_path)} == {skip["check"] for skip in skips()}


def test_checkov_finds_what_is_wrong(tmp_path: Path) -> None:
    made = PLANS["streamer.python.1"]
    text = print_sam(made)["template.yaml"].text
    assert "BlockPublicAcls: true" in text
    (tmp_path / "template.yaml").write_text(text.replace("BlockPublicAcls: true", "BlockPublicAcls: false"))
    (tmp_path / ".checkov.yaml").write_text(checkov_settings([made.graph]))
    assert checked(tmp_path) == {("CKV_AWS_53", "AWS::S3::Bucket")}


def test_only_what_a_project_holds_is_left_out() -> None:
    settings = YAML(typ="safe").load(checkov_settings([PLANS["notifier.python.1"].graph]))
    assert "CKV_AWS_26" in settings["skip-check"]
    assert "CKV_AWS_118" not in settings["skip-check"]
    for skip in skips():
        assert skip["reason"].endswith(".")
        assert len(skip["reason"].split()) > 5
