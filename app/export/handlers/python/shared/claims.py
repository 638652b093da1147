"""Claims, however they reach a task: straight from the router or a workflow, by an event bus, or by a topic."""

import json
from typing import Any

from botocore.exceptions import ClientError


class ClaimError(ValueError):
    """What came is no claim that this task can handle; its failure target keeps it for a person."""


def claims_of(event: dict[str, Any]) -> list[dict[str, Any]]:
    """The claims in an event. Raises ClaimError for one without a number."""
    if "Records" in event:
        found = [json.loads(record["Sns"]["Message"]) for record in event["Records"]]
    elif "detail" in event:
        found = [event["detail"]]
    else:
        found = [event]
    for claim in found:
        if not isinstance(claim, dict) or not isinstance(claim.get("claim"), str) or not claim["claim"]:
            raise ClaimError("claim: its number")
    return found


def needed(claim: dict[str, Any], *fields: str) -> dict[str, str]:
    """The fields that this kind of claim is handled by. Raises ClaimError, which names the one that is missing."""
    for field in fields:
        if not isinstance(claim.get(field), str) or not claim[field]:
            raise ClaimError(f"{field}: needed for claim {claim['claim']}")
    return {field: claim[field] for field in fields}


def open_once(table: Any, claim: dict[str, Any], facts: dict[str, str]) -> bool:  # noqa: ANN401 - boto3 has no types
    """Open the claim under its number; False if a run before has done so."""
    try:
        table.put_item(
            Item={"claim": claim["claim"], "state": "open", **facts},
            ConditionExpression="attribute_not_exists(claim)",
        )
    except ClientError as error:
        if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
            return False
        raise
    return True
