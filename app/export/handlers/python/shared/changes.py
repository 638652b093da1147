"""Subscription changes, applied so that order decides and a repetition does nothing."""

import json
from typing import Any

from botocore.exceptions import ClientError


class ChangeError(ValueError):
    """The message is no change of a subscription; it will be no better the next time."""


def read(message: str) -> tuple[str, int, str]:
    """Subscription, number of the change, and the new plan. Raises ChangeError."""
    try:
        change: Any = json.loads(message)
    except ValueError as error:
        raise ChangeError("a change is JSON") from error
    match change:
        case {"subscription": str(subscription), "change": int(number), "plan": str(plan)} if subscription:
            return subscription, number, plan
    raise ChangeError("a change needs subscription, change and plan")


def apply(table: Any, message: str) -> bool:  # noqa: ANN401 - boto3 has no types
    """Write the change if it is newer than what the table has; False if it was not. Raises ChangeError."""
    subscription, number, plan = read(message)
    try:
        table.update_item(
            Key={"subscription": subscription},
            UpdateExpression="SET #plan = :plan, last_change = :number",
            ConditionExpression="attribute_not_exists(last_change) OR last_change < :number",
            ExpressionAttributeNames={"#plan": "plan"},
            ExpressionAttributeValues={":plan": plan, ":number": number},
        )
    except ClientError as error:
        if error.response["Error"]["Code"] == "ConditionalCheckFailedException":
            return False
        raise
    return True
