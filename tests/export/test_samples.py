"""Samples: what a pattern says of its handlers and routes, in requests, events and the README."""

import json
import re
from pathlib import Path

import pytest

from app.export import Format, Language
from app.export.project.samples import Sample, sample_for_route, sample_of
from app.model import Design
from app.settings import get_settings
from tests.export.projects import designs, project

FILES = sorted(get_settings().patterns.glob("*/samples.yaml"))
ROUTE = re.compile(r"(GET|POST|PUT|PATCH|DELETE|ANY) /\S*")


def names(file: Path) -> list[str]:
    return re.findall(r"(?m)^(\S[^#\n]*):$", file.read_text(encoding="utf-8"))


def routes(pattern: str) -> set[str]:
    return {
        str(arrow.properties["route"])
        for name, design in designs().items()
        if name.partition("--")[0] == pattern
        for arrow in design.connections
        if "route" in arrow.properties
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.parent.name)
def test_every_sample_is_for_something_that_is_there(file: Path) -> None:
    handlers = {path.name for path in (file.parent / "handlers" / "python").iterdir()}
    for name in names(file):
        assert name in (routes(file.parent.name) if ROUTE.fullmatch(name) else handlers), name


def test_every_handler_has_a_sample() -> None:
    for folder in sorted(get_settings().patterns.glob("*/handlers/python/*/")):
        assert sample_of(f"{folder.parents[2].name}/{folder.name}") != Sample(), folder.name


def test_a_sample_event_is_what_the_trigger_sends() -> None:
    files = project("scalable-webhook", Format.SAM, Language.PYTHON).files
    request = json.loads(files["events/intake.json"].text)
    assert (request["httpMethod"], json.loads(request["body"])["id"]) == ("POST", "evt-1")
    message = json.loads(files["events/writer.json"].text)
    assert json.loads(message["Records"][0]["body"]) == {"id": "evt-1", "type": "paid"}
    rates = json.loads(project("circuit-breaker", Format.SAM, Language.PYTHON).files["events/rates.json"].text)
    assert rates["queryStringParameters"] == {"postcode": "10115", "grams": "500"}
    assert rates["path"] == "/rates"


def test_the_readme_signs_what_has_to_be_signed() -> None:
    readme = project("scalable-webhook", Format.SAM, Language.PYTHON).files["README.md"].text
    assert "SigningSecretArn" in readme
    assert "X-Signature: sha256=$SIGNATURE" in readme


@pytest.mark.parametrize("name", ["streamer", "streamer--straight-to-firehose", "streamer--stream-consumer"])
def test_a_pattern_without_code_has_its_own_sample_too(name: str) -> None:
    trials = project(name, Format.SAM, Language.PYTHON).files["README.md"].text.split("```")
    (said,) = (trial for trial in trials if "/clicks" in trial and "curl" in trial)
    assert '"visitor": "v1", "page": "/a"' in said


def test_a_route_of_another_pattern_is_no_sample_for_a_free_design() -> None:
    """`POST /clicks` onto a queue is somebody else's; it still holds the field that its arrow groups by."""
    design = Design.model_validate(
        {
            "name": "Mine",
            "components": [
                {"id": "api", "kind": "http-api", "name": "API"},
                {"id": "jobs", "kind": "queue", "name": "Jobs", "properties": {"fifo": True}},
            ],
            "connections": [
                {
                    "id": "send",
                    "source": {"component": "api", "port": "sends"},
                    "target": {"component": "jobs", "port": "messages"},
                    "semantics": "async",
                    "properties": {"route": "POST /clicks", "group_by": "job.owner"},
                }
            ],
        }
    )
    assert sample_for_route(design, design.connections[0]).body == {
        "id": "1",
        "type": "sample",
        "job": {"owner": "7"},
    }
