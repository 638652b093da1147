"""SAM exports amount to the graph: translated as CloudFormation does it, they deploy what the graph says."""

import copy
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings

from app.export.code import Language
from app.export.formats import StackPlan
from app.export.sam import print_sam
from app.export.sam.facts import MANAGED
from app.graph import to_template
from app.lower import LoweringError
from app.model import Design
from tests.edits.strategies import designs
from tests.lower.scenes import scenes
from tests.lower.test_scenes import HOSTILE
from tests.oracle.compare import Difference, compare
from tests.oracle.sam import ALLOWANCES
from tests.oracle.sam_templates import Translator, kind_plans, plans, scene_plans

pytestmark = pytest.mark.slow


def differences(made: StackPlan, template: dict[str, Any]) -> list[Difference]:
    """What the translated template does otherwise than the graph says."""
    return compare(to_template(made.graph), template, managed=MANAGED, allowances=ALLOWANCES)


@pytest.mark.parametrize("name", sorted(scene_plans()))
def test_it_amounts_to_the_graph(sam: Translator, name: str) -> None:
    made = scene_plans()[name]
    template = sam(made)
    assert differences(made, template) == []
    for function, code in made.code.items():
        said = template["Resources"][function]["Properties"]
        assert (said["Runtime"], said["Handler"]) == (code.runtime, code.handler)


@pytest.mark.parametrize("name", sorted(kind_plans()))
def test_every_way_to_join_amounts_to_the_graph(sam: Translator, name: str) -> None:
    made = kind_plans()[name]
    assert differences(made, sam(made)) == []


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(
    "scene", ["scalable-webhook", "gatekeeper", "state-machine", "router--event-bus-rules", "notifier"]
)
def test_names_that_users_write_stay_text(sam: Translator, scene: str, name: str) -> None:
    design = scenes()[scene].design
    renamed = tuple(part.model_copy(update={"name": name}) for part in design.components)
    services = tuple(service.model_copy(update={"name": name}) for service in design.services)
    hostile = design.model_copy(
        update={"components": renamed, "services": services, "name": name, "description": name * 5}
    )
    for made in plans(hostile, Language.PYTHON):
        assert differences(made, sam(made)) == []


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
)
@given(design=designs(most=7))
def test_any_design_amounts_to_its_graph(sam: Translator, design: Design) -> None:
    try:
        made = plans(design, Language.NODEJS)
    except LoweringError:
        assume(False)
    for stack in made:
        if stack.graph.resources:
            assert differences(stack, sam(stack)) == []


@pytest.mark.parametrize("kind", ["rest-api", "http-api"])
def test_an_api_whose_function_knows_its_address_waits_for_nobody(sam: Translator, kind: str) -> None:
    components = [{"id": "api", "kind": kind, "name": "API"}, {"id": "again", "kind": "function", "name": "Again"}]
    connections = [
        {"id": "in", "from": "api.invokes", "to": "again.invoke", "semantics": "sync"},
        {"id": "out", "from": "again.requests", "to": "api.requests", "semantics": "sync"},
    ]
    design = Design.model_validate({"name": "Circle", "components": components, "connections": connections})
    (made,) = plans(design, Language.PYTHON)
    template = sam(made)
    assert differences(made, template) == []
    assert not any("Body" in resource.get("Properties", {}) for resource in template["Resources"].values())


MIXED = [
    ("rest-api", {}, True),
    ("rest-api", {"authorization": "iam"}, False),
    ("rest-api", {"authorization": "api-key"}, False),
    ("rest-api", {"endpoint": "private"}, False),
    ("http-api", {}, True),
    ("http-api", {"authorization": "iam"}, False),
    ("http-api", {"authorization": "jwt", "jwt_issuer": "https://a.example", "jwt_audience": ["b"]}, False),
]


@pytest.mark.parametrize("route", ["GET /things/{id}", "OPTIONS /things", "ANY /{rest+}", "$default"])
@pytest.mark.parametrize("queued", [True, False])
@pytest.mark.parametrize(("kind", "properties", "guarded"), MIXED)
def test_apis_of_every_make_amount_to_the_graph(
    sam: Translator, kind: str, properties: dict[str, Any], guarded: bool, queued: bool, route: str
) -> None:
    components = [
        {"id": "api", "kind": kind, "name": "API", "properties": properties},
        {"id": "answer", "kind": "function", "name": "Answer"},
        {"id": "who-may", "kind": "function", "name": "Who may"},
        {"id": "jobs", "kind": "queue", "name": "Jobs"},
    ]
    said = [("ask", "api.invokes", "answer.invoke", "sync", {"route": route})]
    if guarded:
        said.append(("guard", "api.authorizes", "who-may.authorize", "sync", {}))
    if queued:
        said.append(("queue", "api.sends", "jobs.messages", "async", {"route": "POST /jobs"}))
    connections = [
        {"id": name, "from": source, "to": target, "semantics": semantics, "properties": more}
        for name, source, target, semantics, more in said
    ]
    design = Design.model_validate({"name": "Mixed", "components": components, "connections": connections})
    (made,) = plans(design, Language.PYTHON)
    text = print_sam(made)["template.yaml"].text
    assert "AWS::Serverless::Api" in text or "AWS::Serverless::HttpApi" in text
    assert differences(made, sam.translate(text)) == []


def test_schedules_and_rules_of_a_workflow_are_its_events(sam: Translator) -> None:
    components = [
        {"id": "nightly", "kind": "schedule", "name": "Nightly"},
        {"id": "bus", "kind": "event-bus", "name": "Bus"},
        {"id": "flow", "kind": "state-machine", "name": "Flow"},
        {"id": "step", "kind": "function", "name": "Step"},
    ]
    connections = [
        {"id": "tick", "from": "nightly.ticks", "to": "flow.ticks", "semantics": "async"},
        {"id": "event", "from": "bus.rules", "to": "flow.events", "semantics": "async"},
        {"id": "run", "from": "flow.invokes", "to": "step.invoke", "semantics": "sync"},
    ]
    design = Design.model_validate({"name": "Flow", "components": components, "connections": connections})
    (made,) = plans(design, Language.PYTHON)
    assert differences(made, sam(made)) == []
    text = print_sam(made)["template.yaml"].text
    assert "Type: ScheduleV2" in text
    assert "Type: EventBridgeRule" in text
    assert "AWS::Scheduler::Schedule" not in text
    assert "AWS::Events::Rule" not in text


# Controls: what is wrong is found.


@pytest.fixture(scope="module")
def webhook() -> StackPlan:
    return scene_plans()["scalable-webhook.python.1"]


@pytest.mark.parametrize(
    "line",
    [
        "BatchSize: 10",
        "MaximumConcurrency: 5",
        "- ReportBatchItemFailures",
        "ReservedConcurrentExecutions: 5",
        "Tracing: Active",
        "LogFormat: JSON",
        "TimeoutInMillis: 29000",
        "ThrottlingRateLimit: 100",
        "MetricsEnabled: true",
        "RetentionInDays: 30",
        "SecretArn: !Ref SigningSecret",
        "UpdateReplacePolicy: Snapshot",
        "Type: REGIONAL",
        "DependsOn: ApiGatewayAccount",
    ],
)
def test_a_line_that_is_gone_is_found(sam: Translator, webhook: StackPlan, line: str) -> None:
    written = print_sam(webhook)["template.yaml"].text
    assert line in written
    text = re.sub(rf"\n *{re.escape(line)}(?=\n)", "", written, count=1)
    try:
        found: list[Any] = differences(webhook, sam.translate(text))
    except ValueError as error:
        found = [error]
    assert found


def test_an_action_more_is_found(sam: Translator, webhook: StackPlan) -> None:
    text = print_sam(webhook)["template.yaml"].text.replace("Action: sqs:SendMessage\n", "Action: sqs:*\n", 1)
    (found,) = differences(webhook, sam.translate(text))
    assert (found.kind, found.resource, found.theirs.action) == ("extra", "IntakeFunctionRole", "sqs:*")


def test_what_sam_gives_itself_must_not_be_given_beside_it(sam: Translator, webhook: StackPlan) -> None:
    allowed = "Action: sqs:SendMessage\n              Resource: !GetAtt EventsQueue.Arn"
    text = print_sam(webhook)["template.yaml"].text
    assert text.count(allowed) == 1
    text = text.replace(allowed, "Action: kinesis:GetRecords\n              Resource: '*'")
    found = {(one.kind, (one.ours or one.theirs).action) for one in differences(webhook, sam.translate(text))}
    assert found == {("missing", "sqs:SendMessage"), ("extra", "kinesis:GetRecords")}


def test_an_event_more_is_found(sam: Translator, webhook: StackPlan) -> None:
    template = copy.deepcopy(sam(webhook))
    template["Resources"]["Another"] = template["Resources"]["WriterFunctionEventsQueue"]
    assert [found.kind for found in differences(webhook, template)] == ["extra"]
