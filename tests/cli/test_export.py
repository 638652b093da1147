"""`patternbook export` as a person and as a script meet it."""

from pathlib import Path

import pytest

from app.cli import main

QUEUE = """\
name: Intake
components:
  - id: shop
    kind: microservice
    name: Shop
  - id: orders
    kind: queue
    name: Orders
connections:
  - {id: order, from: shop, to: orders, semantics: async}
"""


def test_a_pattern_is_written_as_a_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "webhook"
    assert main(["export", "scalable-webhook", "--format", "sam", "-o", str(out)]) == 0
    assert (out / "template.yaml").is_file()
    assert (out / "scripts" / "prepare-database.sh").stat().st_mode & 0o111
    assert "README" in capsys.readouterr().err


def test_a_design_file_is_too_and_a_full_folder_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "intake.yaml"
    file.write_text(QUEUE, encoding="utf-8")
    out = tmp_path / "out"
    assert main(["export", str(file), "-o", str(out)]) == 0
    (out / "template.yaml").write_text("mine", encoding="utf-8")
    assert main(["export", str(file), "-o", str(out)]) == 2
    assert "--force" in capsys.readouterr().err
    assert (out / "template.yaml").read_text(encoding="utf-8") == "mine"
    assert main(["export", str(file), "-o", str(out), "--force"]) == 0
    assert (out / "template.yaml").read_text(encoding="utf-8") != "mine"


def test_what_cannot_be_deployed_is_said_with_its_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "lonely.yaml"
    file.write_text("name: Lonely\ncomponents:\n  - {id: api, kind: rest-api, name: API}\n", encoding="utf-8")
    assert main(["export", str(file), "-o", str(tmp_path / "out")]) == 1
    assert "leads nowhere" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_pattern_that_there_is_not_names_the_nearest(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["export", "scalable-webhok", "-o", str(tmp_path / "out")]) == 2
    assert "scalable-webhook" in capsys.readouterr().err
