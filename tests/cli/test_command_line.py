"""The command line as a person and as a script meet it."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from app.cli import main
from app.settings import get_settings

DESIGN = """\
name: Intake
components:
  - id: shop
    kind: client
    name: Shop
  - id: orders
    kind: queue
    name: Orders
connections:
  - id: order
    from: shop
    to: orders
    semantics: async
suppressions:
  - rule: queue-nobody-reads
    reason: Another team does.
"""


@pytest.fixture
def design(tmp_path: Path) -> Path:
    path = tmp_path / "intake.yaml"
    path.write_text(DESIGN, encoding="utf-8")
    return path


def test_a_right_design_is_passed_over_in_silence(design: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(design)]) == 0
    assert capsys.readouterr() == ("", "")


def test_what_is_wrong_is_printed_with_a_place_that_opens(design: Path, capsys: pytest.CaptureFixture[str]) -> None:
    design.write_text(DESIGN.replace("kind: queue", "kind: qeue"), encoding="utf-8")
    assert main(["check", str(design)]) == 1
    said = capsys.readouterr().out
    assert said.startswith(f"{design}:7:11: error: there is no kind 'qeue'; did you mean 'queue'?")
    assert len(said.splitlines()) == 1


def test_findings_of_all_files_come_as_one_json_list(design: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = design.with_name("other.json")
    other.write_text('{"name": ""}', encoding="utf-8")
    design.write_text(DESIGN.replace("async", "error"), encoding="utf-8")
    assert main(["check", "--format", "json", str(design), str(other)]) == 1
    findings = json.loads(capsys.readouterr().out)
    assert [finding["place"]["file"] for finding in findings] == [str(design), str(other)]
    assert {finding["severity"] for finding in findings} == {"error"}


def test_a_clean_run_prints_an_empty_json_list(design: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", str(design)]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_pattern_is_checked_as_folder_as_file_and_as_variation() -> None:
    patterns = get_settings().patterns
    home = patterns / "scalable-webhook"
    assert main(["check", str(home), str(home / "pattern.yaml"), *map(str, (home / "variations").iterdir())]) == 0


def test_a_broken_variation_is_named_by_the_path_that_was_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = get_settings().patterns / "scalable-webhook"
    home = tmp_path / "mine" / "hook"
    (home / "variations").mkdir(parents=True)
    (home / "pattern.yaml").write_text((source / "pattern.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    for file in (source / "variations").glob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("entry: api", "entry: apy")
        (home / "variations" / file.name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "mine/hook"]) == 1
    files = {line.split(":")[0] for line in capsys.readouterr().out.splitlines()}
    assert files
    assert all((tmp_path / file).is_file() and "/variations/" in file for file in files)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "nowhere.yaml"], "no file 'nowhere.yaml'"),
        (["check", "."], "pattern.yaml"),
        (["render", "nowhere.json"], "no file 'nowhere.json'"),
        (["render", "scalable-webhok"], "did you mean 'scalable-webhook'?"),
        (["render", "scalable-webhook/through-topics"], "did you mean 'through-topic'?"),
        (["render", "scalable-webhook", "-o", "drawing.png"], "must end in .svg"),
        (["render", "scalable-webhook", "-o", "nowhere/drawing.svg"], "cannot write 'nowhere/drawing.svg'"),
        (["serve", "--host", "192.0.2.1"], "cannot listen on 192.0.2.1"),
    ],
)
def test_what_cannot_be_done_says_why(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments", [[], ["draw"], ["check"], ["render", "a", "--theme", "pink"], ["serve", "--port", "x"]]
)
def test_wrong_arguments_end_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: patternbook" in capsys.readouterr().err


def test_a_file_that_is_no_text_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "x.yaml"
    path.write_bytes(b"name: \xff\xfe")
    assert main(["check", str(path)]) == 2
    assert "byte 6 is not UTF-8" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["scalable-webhook", "scalable-webhook/straight-to-queue"])
def test_a_pattern_is_drawn_to_a_file(name: str, tmp_path: Path) -> None:
    file = tmp_path / "x.svg"
    assert main(["render", name, "-o", str(file)]) == 0
    assert ET.parse(file).getroot().tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own drawing


def test_a_design_is_drawn_to_standard_output(design: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["render", str(design), "--theme", "dark", "--orientation", "tall"]) == 0
    root = ET.fromstring(capfdbinary.readouterr().out)  # noqa: S314 - our own drawing
    assert "Intake" in "".join(root.itertext())


def test_a_wrong_design_is_not_drawn(design: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    design.write_text(DESIGN + "x: 1\n", encoding="utf-8")
    file = tmp_path / "x.svg"
    assert main(["render", str(design), "-o", str(file)]) == 1
    assert not file.exists()
    assert f"{design}:17:1" in capsys.readouterr().err


@pytest.mark.slow
def test_serving_prints_an_address_that_answers_and_stops_when_asked() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "app", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        cwd=Path(__file__).parents[2],
    ) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            address = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
            with urllib.request.urlopen(f"{address}/healthz") as answer:  # noqa: S310 - our own server
                assert answer.status == 200
            stranger = urllib.request.Request(f"{address}/healthz", headers={"Host": "evil.example"})  # noqa: S310
            with pytest.raises(urllib.error.HTTPError, match="400"):
                urllib.request.urlopen(stranger)  # noqa: S310
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=30) == 0
        finally:
            server.kill()


def test_a_port_in_use_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["serve", "--port", str(taken.getsockname()[1])]) == 2
    assert "choose another with --port" in capsys.readouterr().err
