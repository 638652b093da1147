"""What a handler asks of AWS is what its role in the graph allows, read from the bundle that it becomes."""

import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from app.graph import ResourceGraph
from app.lower import lower
from tests.handlers.python.folders import PATTERNS, ROOT
from tests.lower.scenes import scenes

ASKS = re.compile(r"new (\w+)Command\(|(paginate\w+)\(")
ACTIONS: Mapping[str, str] = {
    "BatchGet": "dynamodb:BatchGetItem",
    "Delete": "dynamodb:DeleteItem",
    "DeleteMessageBatch": "sqs:DeleteMessage",
    "Get": "dynamodb:GetItem",
    "GetObject": "s3:GetObject",
    "GetParameter": "ssm:GetParameter",
    "GetSecretValue": "secretsmanager:GetSecretValue",
    "Invoke": "lambda:InvokeFunction",
    "PublishBatch": "sns:Publish",
    "Put": "dynamodb:PutItem",
    "PutEvents": "events:PutEvents",
    "PutObject": "s3:PutObject",
    "Query": "dynamodb:Query",
    "ReceiveMessage": "sqs:ReceiveMessage",
    "SendMessage": "sqs:SendMessage",
    "SendMessageBatch": "sqs:SendMessage",
    "Update": "dynamodb:UpdateItem",
    "paginateListObjectsV2": "s3:ListBucket",
    "paginateQuery": "dynamodb:Query",
}
"""The action that a call needs (Service Authorization Reference)."""
TRANSACTIONS = frozenset({"TransactWrite"})
"""What needs the actions of its parts, which no name tells."""


@cache
def bundles() -> Mapping[str, str]:
    """Each handler of a pattern as `pattern/handler`, with what it does not use of shared modules shaken off."""
    entries = sorted(PATTERNS.glob("*/handlers/nodejs/*/app.ts"))
    with TemporaryDirectory() as folder:
        command = [ROOT / "node_modules" / ".bin" / "esbuild", *entries, "--bundle", "--packages=external"]
        settings = ["--format=esm", "--tree-shaking=true", f"--outbase={PATTERNS}", f"--outdir={folder}"]
        subprocess.run([*map(str, command), *settings, "--log-level=error"], cwd=ROOT, check=True)
        made = {path: Path(folder, path.relative_to(PATTERNS)).with_suffix(".js") for path in entries}
        return {f"{path.parents[3].name}/{path.parent.name}": to.read_text("utf-8") for path, to in made.items()}


def needed(bundle: str) -> set[str]:
    """The actions without which a handler's calls fail. Raises KeyError for a call that this test does not know."""
    calls = {command or pages for command, pages in ASKS.findall(bundle)}
    return {ACTIONS[call] for call in calls - TRANSACTIONS}


def missing(graph: ResourceGraph) -> set[str]:
    """What functions ask for and may not, such as `collect: s3:ListBucket`."""
    found = set()
    for asset in graph.assets:
        role = graph.roles[f"{asset.function}Role"]
        allowed = {action for statement in role.statements for action in statement.actions}
        wanted = needed(bundles()[asset.handler]) if asset.handler else set()
        properties: Any = graph.resources[asset.function].properties
        if not any(name.endswith("_SECRET_ARN") for name in properties["Environment"]["Variables"]):
            # A handler that can do without a secret reads none unless it is told which.
            wanted -= {ACTIONS["GetSecretValue"]}
        found |= {f"{asset.component}: {action}" for action in wanted - allowed}
    return found


@pytest.mark.parametrize("scene", sorted(scenes()))
def test_a_function_may_do_what_its_handler_does(scene: str) -> None:
    assert missing(lower(scenes()[scene].design)) == set()


def test_a_permission_that_the_drawing_does_not_give_is_noticed() -> None:
    design = scenes()["fan-out-fan-in--s3-results"].design
    arrows = tuple(
        arrow.model_copy(update={"properties": {"access": "write"}}) if arrow.id == "list" else arrow
        for arrow in design.connections
    )
    graph = lower(design.model_copy(update={"connections": arrows}))
    assert missing(graph) == {"collect: s3:GetObject", "collect: s3:ListBucket"}
