"""Every pattern and variation can be deployed, and the graph keeps what the pattern promises."""

from typing import Any

import pytest

from app.graph import Att, Ref, ResourceGraph, references, to_template
from app.lower import lower
from tests.lower.scenes import scenes
from tests.lower.sound import complaints

ALL = sorted(scenes())


@pytest.mark.parametrize("name", ALL)
def test_it_lowers_to_a_sound_graph(name: str) -> None:
    graph = lower(scenes()[name].design)
    assert complaints(graph) == []
    assert to_template(graph) == to_template(lower(scenes()[name].design))


def variables(graph: ResourceGraph, component: str) -> dict[str, Any]:
    """The environment variables of a component's function."""
    (function,) = [found for found in graph.of_type("AWS::Lambda::Function") if found.component == component]
    environment: Any = function.properties["Environment"]
    held: dict[str, Any] = environment["Variables"]
    return held


@pytest.mark.parametrize("name", ALL)
def test_its_functions_find_what_they_call(name: str) -> None:
    design = scenes()[name].design
    graph = lower(design)
    calls = {"invokes", "requests", "sends", "queries", "polls", "starts", "fails"}
    for component in design.components:
        if component.kind == "function":
            for arrow in design.leaving(component.id):
                known = str(arrow.properties.get("known_as") or arrow.target.component).upper().replace("-", "_")
                found = [variable for variable in variables(graph, component.id) if variable.startswith(f"{known}_")]
                assert found or arrow.source.port not in calls, arrow.id


def test_scalable_webhook_caps_its_writers_and_keeps_what_fails() -> None:
    graph = lower(scenes()["scalable-webhook"].design)
    (mapping,) = graph.of_type("AWS::Lambda::EventSourceMapping")
    assert mapping.properties["ScalingConfig"] == {"MaximumConcurrency": 5}
    assert mapping.properties["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
    assert graph.resources["WriterFunction"].properties["ReservedConcurrentExecutions"] == 5
    redrive = graph.resources["EventsQueue"].properties["RedrivePolicy"]
    assert list(references(redrive)) == ["DeadLettersQueue"]
    assert variables(graph, "writer") == {
        "POWERTOOLS_SERVICE_NAME": "writer",
        "DATABASE_DATABASE_HOST": Att("Database", "Endpoint.Address"),
        "DATABASE_DATABASE_PORT": "5432",
        "DATABASE_DATABASE_NAME": "app",
        "DATABASE_DATABASE_USER": "app",
        "DATABASE_DATABASE_ENGINE": "postgres",
    }
    assert variables(graph, "intake")["EVENTS_QUEUE_URL"] == Ref("EventsQueue")
    assert "VpcConfig" not in graph.resources["IntakeFunction"].properties
    assert graph.of_type("AWS::EC2::NatGateway") == ()
    alarms = {alarm.logical_id for alarm in graph.of_type("AWS::CloudWatch::Alarm")}
    assert {"DeadLettersQueueDepthAlarm", "EventsQueueAgeAlarm", "WriterFunctionErrorsAlarm"} <= alarms


HOSTILE = ["Orders'; DROP", "日本語", "${AWS::AccountId}", "x" * 300, '"]} ${!', "a: b # c"]


@pytest.mark.parametrize("name", HOSTILE)
def test_names_that_users_write_stay_text(name: str) -> None:
    design = scenes()["scalable-webhook"].design
    renamed = [part.model_copy(update={"name": name}) for part in design.components]
    ours, theirs = lower(design), lower(design.model_copy(update={"components": tuple(renamed), "name": name}))
    assert list(theirs.resources) == list(ours.resources)
    assert complaints(theirs) == []
    described = to_template(theirs)["Resources"]["IntakeFunction"]["Properties"]["Description"]
    assert described == name[:256]


def test_a_renamed_arrow_keeps_the_variables_of_a_pattern() -> None:
    design = scenes()["scalable-webhook"].design
    arrows = [
        arrow.model_copy(update={"properties": {**arrow.properties, "known_as": "inbox"}})
        if arrow.id == "enqueue"
        else arrow
        for arrow in design.connections
    ]
    graph = lower(design.model_copy(update={"connections": tuple(arrows)}))
    assert variables(graph, "intake")["INBOX_QUEUE_URL"] == Ref("EventsQueue")


def test_who_reads_a_bucket_may_list_it_and_who_writes_may_not() -> None:
    graph = lower(scenes()["fan-out-fan-in--s3-results"].design)

    def allowed(function: str) -> set[tuple[str, str]]:
        """Actions on S3, each with the arrow that needs it."""
        statements = graph.roles[f"{function}FunctionRole"].statements
        return {(action, found.reason) for found in statements for action in found.actions if action.startswith("s3:")}

    assert allowed("Collect") == {("s3:GetObject", "list"), ("s3:ListBucket", "list"), ("s3:PutObject", "merge")}
    assert allowed("Worker") == {("s3:PutObject", "store")}
