"""A look at the deployed stacks: everything is there, requests are answered, nothing failed for good.

Uses your AWS credentials and `cases.json` beside this file. Changes nothing but what the requests themselves do.
"""

import json
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import boto3
import pytest

CASES = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))


def outputs(stack: str) -> dict[str, str]:
    """What a deployed stack tells."""
    (found,) = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in found.get("Outputs", [])}


@pytest.mark.parametrize("stack", CASES["stacks"])
def test_the_stack_is_complete(stack: str) -> None:
    (found,) = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"]
    assert found["StackStatus"] in ("CREATE_COMPLETE", "UPDATE_COMPLETE")


@pytest.mark.parametrize("stack", CASES["stacks"])
def test_the_functions_are_ready(stack: str) -> None:
    pages = boto3.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack)
    functions = [
        each["PhysicalResourceId"]
        for page in pages
        for each in page["StackResourceSummaries"]
        if each["ResourceType"] == "AWS::Lambda::Function"
    ]
    states = {name: boto3.client("lambda").get_function_configuration(FunctionName=name)["State"] for name in functions}
    assert {name: state for name, state in states.items() if state not in ("Active", "Inactive")} == {}


@pytest.mark.parametrize("case", CASES["requests"], ids=lambda case: f"{case['method']} {case['path']}")
def test_requests_are_answered(case: dict[str, Any]) -> None:
    url = outputs(case["stack"])[case["output"]].rstrip("/") + case["path"]
    assert url.startswith("https://") or "localhost" in url or "127.0.0.1" in url
    body = None if case["body"] is None else case["body"].encode()
    request = urllib.request.Request(url, body, case["headers"], method=case["method"])  # noqa: S310 - checked above
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - as above
            status = answer.status
    except urllib.error.HTTPError as refusal:
        status = refusal.code
    # A refusal is an answer: without a token, or for something that is not there yet. A fault of ours is none.
    assert status < 500


@pytest.mark.parametrize("case", CASES["dead_letters"], ids=lambda case: case["output"])
def test_nothing_failed_for_good(case: dict[str, str]) -> None:
    name = outputs(case["stack"])[case["output"]].rsplit(":", 1)[-1]
    queues = boto3.client("sqs")
    url = queues.get_queue_url(QueueName=name)["QueueUrl"]
    counted = queues.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
    assert counted["Attributes"]["ApproximateNumberOfMessages"] == "0"
