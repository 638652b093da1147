"""What the drawing promises, held against the templates that are deployed.

Failures have somewhere to go, caps hold, roles may do what they need and no more, logs end some day, data stays.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from stack_templates import Template, templates

UNBOUND = {
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeVpcs",
    "ec2:GetSecurityGroupsForVpc",
    "ec2:UnassignPrivateIpAddresses",
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
    "redshift-data:DescribeStatement",
    "redshift-data:GetStatementResult",
    "xray:GetSamplingRules",
    "xray:GetSamplingStatisticSummaries",
    "xray:GetSamplingTargets",
    "xray:PutTelemetryRecords",
    "xray:PutTraceSegments",
}
"""Actions for which AWS knows no resource: Service Authorization Reference."""
STORES = {"AWS::DynamoDB::Table", "AWS::RDS::DBCluster", "AWS::S3::Bucket"}


@pytest.fixture(params=templates(), ids=lambda template: template.name)
def template(request: pytest.FixtureRequest) -> Template:
    return request.param


def test_what_a_queue_cannot_get_rid_of_goes_to_a_dead_letter_queue(template: Template) -> None:
    queues = template.of_type("AWS::SQS::Queue")
    sources = [mapping.get("EventSourceArn", mapping.get("Queue")) for mapping in template.mappings()]
    read = {queue for source in sources for queue in queues if template.speaks_of(source, queue)}
    assert [queue for queue in read if "RedrivePolicy" not in queues[queue]] == []


def test_what_a_stream_reader_cannot_process_is_kept(template: Template) -> None:
    for mapping in template.mappings():
        if "StartingPosition" in mapping:
            assert mapping["DestinationConfig"]["OnFailure"]["Destination"]
            assert mapping["MaximumRetryAttempts"] >= 0 or mapping["MaximumRecordAgeInSeconds"] >= 0


def test_failed_asynchronous_calls_are_kept(template: Template) -> None:
    for called in template.asynchronous():
        assert called["DestinationConfig"]["OnFailure"]["Destination"]


def test_a_trigger_runs_no_more_functions_than_the_function_has_reserved(template: Template) -> None:
    for function, mapping in template.mappings_by_function():
        reserved = function.get("ReservedConcurrentExecutions")
        most = mapping.get("ScalingConfig", {}).get("MaximumConcurrency")
        if reserved is not None and most is not None:
            assert most <= reserved


def _allowed(template: Template) -> Iterator[tuple[list[str], list[Any], Any]]:
    for statement in template.statements():
        if statement["Effect"] == "Allow":
            actions, resources = statement["Action"], statement.get("Resource", [])
            yield (
                actions if isinstance(actions, list) else [actions],
                resources if isinstance(resources, list) else [resources],
                statement.get("Condition"),
            )


def test_no_role_may_do_everything(template: Template) -> None:
    for actions, _, _ in _allowed(template):
        assert [action for action in actions if action.split(":")[-1] == "*"] == []


def test_roles_reach_only_what_the_drawing_shows(template: Template) -> None:
    for actions, resources, _ in _allowed(template):
        if "*" in resources:
            assert set(actions) <= UNBOUND


def test_logs_end_some_day(template: Template) -> None:
    for group in template.of_type("AWS::Logs::LogGroup").values():
        assert group["RetentionInDays"] > 0


def test_data_is_not_deleted_with_the_stack_in_silence(template: Template) -> None:
    for kind in STORES:
        for name in template.of_type(kind):
            assert template.deletion_policy(name) in ("Retain", "Snapshot", "Delete"), name


def test_nothing_stands_open_to_the_internet(template: Template) -> None:
    for database in [
        *template.of_type("AWS::RDS::DBInstance").values(),
        *template.of_type("AWS::RDS::DBCluster").values(),
    ]:
        assert database.get("PubliclyAccessible") is not True
    for group in template.of_type("AWS::EC2::SecurityGroup").values():
        for rule in group.get("SecurityGroupIngress", []):
            assert rule.get("CidrIp") != "0.0.0.0/0"
