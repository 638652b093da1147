"""What the README says of the project that it stands in."""

import re

import pytest

from app.export import Format, Language, export
from app.model import Component, Connection, Design, Endpoint, Semantics
from tests.export.projects import designs, project

LEFT = "## What is left to you"


def readme(design: Design) -> str:
    return export(design, Format.SAM, Language.PYTHON).files["README.md"].text


@pytest.mark.parametrize("name", designs())
def test_nothing_is_left_to_do_in_what_the_catalog_draws(name: str) -> None:
    assert LEFT not in project(name, Format.SAM, Language.PYTHON).files["README.md"].text


def test_what_a_patterns_code_cannot_do_is_left_to_the_user_and_told() -> None:
    breaker = designs()["circuit-breaker"]
    tell = Connection(
        id="tell",
        source=Endpoint(component="paid", port="subscribers"),
        target=Endpoint(component="rates", port="notices"),
        semantics=Semantics.ASYNC,
    )
    said = {field: getattr(breaker, field) for field in breaker.model_fields_set}
    joined = Design.model_validate(
        said
        | {
            "components": (*breaker.components, Component(id="paid", kind="topic", name="Paid `twice`")),
            "connections": (*breaker.connections, tell),
        }
    )
    text = readme(joined)
    section = text[text.index(LEFT) : text.index("## Deploy")]
    assert r"Paid \`twice\`" in section
    assert "cannot read" in section


@pytest.mark.parametrize("name", designs())
def test_every_topic_of_alarms_and_every_queue_of_failures_has_its_command(name: str) -> None:
    text = project(name, Format.SAM, Language.PYTHON).files["README.md"].text
    asked = set(re.findall(r"sns subscribe.*OutputKey=='(\w+)'", text))
    sent = set(re.findall(r"start-message-move-task.*OutputKey=='(\w+)'", text))
    topics = re.search(r"alarms? tell the topics? (.*)\.", text)
    queues = re.search(r"waits for fourteen days in (.*)\. When", text)
    assert asked == {f"{one}Arn" for one in re.findall(r"`(\w+)`", topics[1] if topics else "")}
    assert sent == {f"{one}Arn" for one in re.findall(r"`(\w+)`", queues[1] if queues else "")}
