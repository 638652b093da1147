"""`patternbook check` as a reviewer: findings, exit codes, SARIF, and fixes that are written into the file."""

import json
import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.cli import main
from app.documents import read_design
from app.review import page, review, rulebook
from app.review.sarif import sarif
from app.settings import get_settings
from tests.cli.sarif_shape import read

DESIGN = """\
# Takes orders in.
name: Intake
components:
  - {id: shop, kind: microservice, name: Shop}
  # Holds the burst.
  - id: orders
    kind: queue
    name: "Orders"  # all of them
  - {id: book, kind: function, name: Book order}
connections:
  - {id: send, from: shop, to: orders, semantics: async}
  - {id: drain, from: orders, to: book, semantics: async}
"""
WARNED = DESIGN.replace("name: Book order", "name: Book order, properties: {timeout: 30}") + (
    "suppressions:\n  - {rule: queue-without-dead-letters, reason: Orders are sent again until they are booked.}\n"
)


@pytest.fixture
def design(tmp_path: Path) -> Path:
    path = tmp_path / "intake.yaml"
    path.write_text(DESIGN, encoding="utf-8")
    return path


def test_an_error_of_the_review_is_printed_with_its_place_and_why_and_fails(
    design: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(design)]) == 1
    said = capsys.readouterr()
    first, why = said.out.splitlines()[:2]
    assert first.startswith(f"{design}:6:5: error: Orders has no dead-letter queue. Let Orders move")
    assert why.strip().startswith("A message that Book order cannot process")
    assert said.err == "Intake: Would lose data: Orders.\n"


def test_warnings_fail_only_where_somebody_is_strict(design: Path, capsys: pytest.CaptureFixture[str]) -> None:
    design.write_text(WARNED, encoding="utf-8")
    assert main(["check", str(design)]) == 0
    assert "warning: the visibility timeout of Orders" in capsys.readouterr().out
    assert main(["check", "--strict", str(design)]) == 1


def test_sarif_names_rule_level_file_and_line(design: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = design.with_name("broken.yaml")
    broken.write_text(DESIGN.replace("kind: queue", "kind: qeue"), encoding="utf-8")
    assert main(["check", "--format", "sarif", str(design), str(broken)]) == 1
    log = json.loads(capsys.readouterr().out)
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    described = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert "shortDescription" in described["queue-without-dead-letters"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    levels = {result["ruleId"]: result["level"] for result in run["results"]}
    assert levels == {"queue-without-dead-letters": "error", "kind": "error"}
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": str(design)}, "region": {"startLine": 6, "startColumn": 5}}


@pytest.mark.slow
def test_every_finding_there_can_be_is_sarif() -> None:
    found = [finding for rule in rulebook() for finding in review(page(rule).wrong)]
    log = json.loads(json.dumps(sarif(found)))
    assert {rule.id for rule in read(log).runs[0].tool.driver.rules} >= set(rulebook())
    assert len(read(log).runs[0].results) == len(found)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"level": "error"', '"level": "fatal"'),
        ('"ruleIndex": 0', '"ruleIndex": 1'),
        ('"text": ', '"words": '),
        ('"startLine": 6', '"startLine": 0'),
        ('"version": "2.1.0"', '"version": "2.0"'),
    ],
)
def test_a_log_that_departs_from_the_standard_is_seen(
    design: Path, capsys: pytest.CaptureFixture[str], old: str, new: str
) -> None:
    broken = design.with_name("broken.yaml")
    broken.write_text(DESIGN.replace("kind: queue", "kind: qeue"), encoding="utf-8")
    main(["check", "--format", "sarif", str(design), str(broken)])
    log = capsys.readouterr().out
    read(json.loads(log))
    assert old in log
    with pytest.raises(ValidationError):
        read(json.loads(log.replace(old, new)))


def test_json_findings_hold_their_fix(design: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", str(design)]) == 1
    finding = json.loads(capsys.readouterr().out)[0]
    assert finding["safe"] is True
    assert [edit["type"] for edit in finding["fix"]] == ["add-component", "add-connection"]


def test_safe_fixes_are_written_into_the_file_and_the_rest_of_it_stays(
    design: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--fix", str(design)]) == 0
    written = design.read_text(encoding="utf-8")
    assert written.startswith(DESIGN.split("connections:", maxsplit=1)[0].rstrip())
    assert "# Holds the burst." in written
    assert "fixed: Orders has no dead-letter queue" in capsys.readouterr().err
    assert [finding for finding in review(read_design(written)) if finding.safe] == []
    assert main(["check", "--fix", str(design)]) == 0
    assert design.read_text(encoding="utf-8") == written


def test_a_document_with_errors_is_not_touched(design: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = DESIGN.replace("kind: queue", "kind: qeue")
    design.write_text(broken, encoding="utf-8")
    assert main(["check", "--fix", str(design)]) == 1
    assert design.read_text(encoding="utf-8") == broken
    assert "did you mean 'queue'?" in capsys.readouterr().out


def test_a_patterns_folder_stands_for_its_variations_and_can_be_fixed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "scalable-webhook"
    shutil.copytree(get_settings().patterns / "scalable-webhook", home)
    file = home / "variations" / "straight-to-queue.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("visibility_timeout: 180", "visibility_timeout: 30"), encoding="utf-8"
    )
    assert main(["check", str(home)]) == 0
    assert f"{file}:" in capsys.readouterr().out
    assert main(["check", "--fix", str(home)]) == 0
    assert "visibility_timeout: 180" in file.read_text(encoding="utf-8")
